import * as lb from "@pulumi/aws/lb";
import type * as pulumi from "@pulumi/pulumi";

import type { AliasTarget } from "./dns";
import { allowBetween } from "./securityGroups";

/** How a load balancer reaches a service. */
export interface ServiceExposure {
    readonly loadBalancer: {
        readonly listenerArn: pulumi.Input<string>;
        readonly securityGroupId: pulumi.Input<string>;
        readonly target: AliasTarget;
    };
    /** Host name of its requests. @default every host */
    readonly host?: string | undefined;
    /** Paths of its requests, with `*` as a wild card. @default every path */
    readonly paths?: readonly string[];
    /** Place among the listener's rules, 1 to 50000; lower is asked first. */
    readonly priority: number;
    /** Answers 200 when a task is well. @default "/health" */
    readonly healthCheckPath?: string;
}

interface ExposeArgs extends ServiceExposure {
    readonly vpcId: pulumi.Input<string>;
    readonly port: number;
    /** Security group of the service. */
    readonly guard: pulumi.Input<string>;
}

/**
 * Waits that every deployment has to sit out, in seconds: two good checks 5 s apart before a task gets requests,
 * 10 s for the last ones of an old task. AWS's defaults are 5 × 30 and 300.
 * Source: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html
 */
const HEALTH_CHECK = { interval: 5, timeout: 4, healthyThreshold: 2, unhealthyThreshold: 2 };
const DRAIN_SECONDS = 10;

/** A target group for a service's tasks, the rule that sends requests there, and the port opened. */
export function exposeService(
    name: string,
    args: ExposeArgs,
    options: pulumi.CustomResourceOptions,
): { readonly targetGroupArn: pulumi.Output<string>; readonly rule: lb.ListenerRule } {
    const targetGroup = new lb.TargetGroup(
        name,
        {
            vpcId: args.vpcId,
            targetType: "ip",
            protocol: "HTTP",
            port: args.port,
            deregistrationDelay: DRAIN_SECONDS,
            loadBalancingAlgorithmType: "least_outstanding_requests",
            healthCheck: { ...HEALTH_CHECK, path: args.healthCheckPath ?? "/health", matcher: "200" },
        },
        options,
    );
    const rule = new lb.ListenerRule(
        name,
        {
            listenerArn: args.loadBalancer.listenerArn,
            priority: args.priority,
            conditions: [
                ...(args.host === undefined ? [] : [{ hostHeader: { values: [args.host] } }]),
                { pathPattern: { values: [...(args.paths ?? ["/*"])] } },
            ],
            actions: [{ type: "forward", targetGroupArn: targetGroup.arn }],
        },
        options,
    );
    allowBetween(
        `${name}-public`,
        args.loadBalancer.securityGroupId,
        { securityGroupId: args.guard, port: args.port, description: `load balancer to service/${name}` },
        options,
    );
    return { targetGroupArn: targetGroup.arn, rule };
}
