import * as lb from "@pulumi/aws/lb";
import type * as aws from "@pulumi/aws/types/input";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import type { Delegation } from "../../model/delegation";
import {
    aliasRecords,
    type AliasTarget,
    type EarlierRecord,
    type PublicZone,
    type RecordPlace,
} from "../support/dns";
import { allowBetween } from "../support/securityGroups";

/** How a load balancer reaches a workload. */
export interface Exposure {
    readonly loadBalancer: {
        readonly listenerArn: pulumi.Input<string>;
        readonly securityGroupId: pulumi.Input<string>;
        readonly target: AliasTarget;
        /** The last part of its ARN, by which CloudWatch knows it. */
        readonly arnSuffix: pulumi.Input<string>;
        /** Whether it answers on IPv6 too. @default false */
        readonly ipv6?: boolean;
        /** Whether the listener answers over TLS. @default what has a host name in a zone is called over TLS */
        readonly isEncrypted?: boolean;
        /** Points a host name to it, once. @default each workload has a record of its own */
        readonly answerFor?: (host: string, zone: RecordPlace, earlier: EarlierRecord | undefined) => void;
    };
    /** Host name of its requests. @default every host */
    readonly host?: string | undefined;
    /** Paths of its requests, with `*` as a wild card. @default every path */
    readonly paths?: readonly string[];
    /** Header of its requests, and its values; requests without it get the listener's own answer. @default none */
    readonly requiredHeader?:
        { readonly name: string; readonly values: readonly pulumi.Input<string>[] } | undefined;
    /** Place among the listener's rules, 1 to 50000; lower is asked first. */
    readonly priority: number;
    /** Answers 200 when the workload is well. @default "/health" */
    readonly healthCheckPath?: string;
}

/** How a workload is reached from the internet: through the load balancer, by a name in a zone if there is one. */
export type PublicExposure = Exposure & { readonly zone?: PublicZone | undefined };

interface ExposeArgs extends Exposure {
    /** Name of the workload in descriptions, such as `service/web`. */
    readonly workload: string;
    readonly vpcId: pulumi.Input<string>;
    readonly port: number;
    /** Security group of the workload. */
    readonly securityGroupId: pulumi.Input<string>;
}

/** Where the requests of a workload go. */
export interface Target {
    readonly targetGroup: lb.TargetGroup;
    readonly rule: lb.ListenerRule;
    /** Security group rules: the load balancer reaches the workload once they exist. */
    readonly opened: readonly pulumi.CustomResource[];
    /** The load balancer, as CloudWatch knows it. */
    readonly loadBalancer: pulumi.Input<string>;
}

/** A target with a second group, to which a deployment can shift the requests. */
export interface ShiftingTarget extends Target {
    readonly alternate: lb.TargetGroup;
}

/**
 * Waits of every deployment, in seconds: two good checks 5 s apart before a task gets requests,
 * 10 s for the last ones of an old task. AWS's defaults are 5 × 30 and 300.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html
 */
const HEALTH_CHECK = { interval: 5, timeout: 4, healthyThreshold: 2, unhealthyThreshold: 2 };
const DRAIN_SECONDS = 10;

/**
 * The port of a group of addresses counts for nothing: each task is registered with its own. A group of another
 * port would be another group, which a rule that only ECS may change would never learn of.
 */
const ANY_PORT = 80;

/** A target group for EC2 instances, the rule that sends requests there, and the port opened. */
export function expose(name: string, args: ExposeArgs, options: pulumi.CustomResourceOptions): Target {
    const targetGroup = createTargetGroup(name, args, { targetType: "instance", port: args.port }, options);
    const rule = createRule(name, args, { targetGroupArn: targetGroup.arn }, options);
    const opened = openPort(name, args, options);
    return { targetGroup, rule, opened, loadBalancer: args.loadBalancer.arnSuffix };
}

/**
 * Two target groups for tasks, and a rule with weights. ECS moves the weights in every shifting deployment, so they are its
 * own: a deployment of the stack that set them back would send the requests to the group without tasks. Services
 * of every strategy have both groups, so that switching the strategy changes nothing but the service.
 */
export function exposeShifting(
    name: string,
    args: ExposeArgs,
    options: pulumi.CustomResourceOptions,
): ShiftingTarget {
    // Short names, because AWS allows 32 characters, and a service's may take 20 of them.
    const tasks = { targetType: "ip", port: ANY_PORT };
    const targetGroup = createTargetGroup(`${name}-a`, args, tasks, options);
    const alternate = createTargetGroup(`${name}-b`, args, tasks, options);
    const targetGroups = [
        { arn: targetGroup.arn, weight: 100 },
        { arn: alternate.arn, weight: 0 },
    ];
    const rule = createRule(
        name,
        args,
        { forward: { targetGroups } },
        { ...options, ignoreChanges: ["actions"] },
    );
    const opened = openPort(name, args, options);
    return { targetGroup, alternate, rule, opened, loadBalancer: args.loadBalancer.arnSuffix };
}

/** Deployments move the requests between the two target groups, but to no other. */
export function shiftedRequests(name: string): Delegation {
    return {
        type: "aws:lb/listenerRule:ListenerRule",
        name,
        path: "actions[*].forward.targetGroups[*].weight",
        band: { min: 0, max: 100 },
        by: "deployments of ECS",
    };
}

function createTargetGroup(
    name: string,
    args: ExposeArgs,
    targets: { readonly targetType: string; readonly port: number },
    options: pulumi.CustomResourceOptions,
): lb.TargetGroup {
    return new lb.TargetGroup(
        name,
        {
            vpcId: args.vpcId,
            ...targets,
            protocol: "HTTP",
            deregistrationDelay: DRAIN_SECONDS,
            loadBalancingAlgorithmType: "least_outstanding_requests",
            healthCheck: {
                ...HEALTH_CHECK,
                path: args.healthCheckPath ?? defaults.exposure.healthCheckPath,
                matcher: "200",
            },
        },
        options,
    );
}

function createRule(
    name: string,
    args: ExposeArgs,
    destination: Pick<aws.lb.ListenerRuleAction, "targetGroupArn" | "forward">,
    options: pulumi.CustomResourceOptions,
): lb.ListenerRule {
    return new lb.ListenerRule(
        name,
        {
            listenerArn: args.loadBalancer.listenerArn,
            priority: args.priority,
            conditions: [
                ...(args.host === undefined ? [] : [{ hostHeader: { values: [args.host] } }]),
                { pathPattern: { values: [...(args.paths ?? ["/*"])] } },
                ...(args.requiredHeader === undefined ? [] : [{ httpHeader: onlyWith(args.requiredHeader) }]),
            ],
            actions: [{ type: "forward", ...destination }],
        },
        options,
    );
}

function onlyWith({ name, values }: NonNullable<ExposeArgs["requiredHeader"]>) {
    return { httpHeaderName: name, values: [...values] };
}

function openPort(
    name: string,
    args: ExposeArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.CustomResource[] {
    return allowBetween(
        `${name}-public`,
        args.loadBalancer.securityGroupId,
        {
            securityGroupId: args.securityGroupId,
            port: args.port,
            description: `load balancer to ${args.workload}`,
        },
        options,
    );
}

/** Whether it is called over TLS: behind the stack's own load balancer only a name of its own has a certificate. */
export function isEncrypted({ zone, host, loadBalancer }: PublicExposure): boolean {
    return loadBalancer.isEncrypted ?? (zone !== undefined && host !== undefined);
}

/** Points the workload's name to the load balancer; its URL, without a slash at the end. */
export function publicAddress(
    name: string,
    exposure: PublicExposure,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const { zone, host, loadBalancer } = exposure;
    const { target, ipv6 } = loadBalancer;
    const scheme = isEncrypted(exposure) ? "https" : "http";
    if (zone === undefined || host === undefined) return pulumi.interpolate`${scheme}://${target.name}`;
    if (loadBalancer.answerFor)
        loadBalancer.answerFor(host, zone, options.parent && { name, parent: options.parent });
    else aliasRecords(name, zone, host, target, options, { ipv6: ipv6 ?? false });
    return pulumi.output(`${scheme}://${host}`);
}
