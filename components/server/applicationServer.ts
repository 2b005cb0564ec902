import * as autoscaling from "@pulumi/aws/autoscaling";
import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { bootScript } from "./bootScript";
import { Component } from "../support/component";
import { createLaunchTemplate } from "./launchTemplate";
import type { Statement } from "../support/iam";
import { type Link, mergeLinks, type NamedLink } from "../support/link";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Logged, type Monitored } from "../support/metrics";
import {
    expose,
    healthAlarms,
    type MeasuredTarget,
    publicAddress,
    type PublicExposure,
    type Target,
    versionAlarms,
} from "../loadBalancer";
import { createSecurityGroup, openedGroups } from "../support/securityGroups";
import { type MeasuredServer, serverAlarms, serverWidgets } from "./serverMetrics";
import { createServerProfile } from "./serverRole";
import { followCpu } from "./serverScaling";

/** Arguments of {@link ApplicationServer}. */
export interface ApplicationServerArgs {
    readonly vpc: { readonly vpcId: pulumi.Input<string>; readonly privateSubnetIds: pulumi.Input<string>[] };
    /** Security group with which it reaches its links, shared by all that reach the same. @default its own */
    readonly callerGroupId?: pulumi.Input<string> | undefined;
    readonly region: string;
    readonly logs: LogSettings;
    /** ARN of the KMS key that encrypts the volumes; its policy must let EC2 Auto Scaling use it. */
    readonly keyArn: pulumi.Input<string>;
    /** Instance type; its processor decides which image is used. @default "t4g.micro" */
    readonly instanceType?: string;
    /** Id of an image. @default the newest Amazon Linux 2023 whenever an instance starts */
    readonly image?: string | undefined;
    /** Instances at least. @default 1 */
    readonly minInstances?: number;
    /** Instances at most; above the minimum, their number follows the use of CPU. @default 1 */
    readonly maxInstances?: number;
    /** GiB of the root volume, 8 to 16384. @default 16 */
    readonly storageGib?: number;
    /** TCP port the application listens on. @default 8080 */
    readonly port?: number;
    /** File with a shell script that sets up the application, run as root at first boot. @default none */
    readonly script?: string | undefined;
    /** Files that the CloudWatch agent sends to the log group. @default none, and no agent */
    readonly logFiles?: readonly string[];
    /** Plain environment variables, in `/etc/<name>.env`. @default none */
    readonly environment?: Readonly<Record<string, string>>;
    /** Links to the components that it uses. @default none */
    readonly links?: readonly NamedLink[];
    /** Permissions besides those of links. @default none */
    readonly statements?: readonly Statement[];
    /** How the load balancer reaches it. @default not at all */
    readonly exposure?: PublicExposure | undefined;
    /** Tags of instances and volumes, which a provider's default tags do not reach. @default their name only */
    readonly tags?: Readonly<Record<string, string>>;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/** Seconds that a starting instance may fail its health checks, and until its load counts. */
const START_SECONDS = 180;
const WARM_UP_SECONDS = 60;

/** An instance is replaced after 30 days, so that none goes without the updates of the newest image. */
const LIFETIME_SECONDS = 30 * 86_400;

/** A new instance must be well before an old one goes. */
const REPLACING = { minHealthyPercentage: 100, maxHealthyPercentage: 200 };

const GROUP_METRICS: autoscaling.Metric[] = [
    "GroupInServiceInstances",
    "GroupPendingInstances",
    "GroupTerminatingInstances",
];

/**
 * EC2 instances in private subnets, reached by people through Systems Manager only (`aws ssm start-session`): no
 * public address, no SSH, no port open but the load balancer's. A change of the settings replaces them one by one.
 */
export class ApplicationServer extends Component implements Monitored, Logged {
    readonly groupName: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;
    /** Where callers reach it, without a slash at the end; undefined if it is not public. */
    readonly url: pulumi.Output<string> | undefined;

    private readonly port: number;
    private readonly minInstances: number;
    private readonly maxInstances: number;
    private readonly measured: MeasuredServer;

    constructor(
        name: string,
        private readonly args: ApplicationServerArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("ApplicationServer", name, options);
        this.port = args.port ?? defaults.applicationServer.port;
        this.minInstances = args.minInstances ?? defaults.applicationServer.minInstances;
        this.maxInstances = args.maxInstances ?? defaults.applicationServer.maxInstances;
        const links = mergeLinks(args.links ?? []);
        const securityGroup = createSecurityGroup(name, `Server ${name}`, args.vpc.vpcId, this.child);
        const securityGroupIds = openedGroups(name, securityGroup, args.callerGroupId, links, this.child);
        const target = this.createTarget(securityGroup.id);
        const logs = logGroup(name, args.logs, this.child);
        const instanceProfileArn = createServerProfile(
            name,
            { region: args.region, logGroupArn: logs.arn, links, statements: args.statements ?? [] },
            this.child,
        );
        const template = createLaunchTemplate(
            name,
            {
                instanceType: args.instanceType ?? defaults.applicationServer.instanceType,
                image: args.image,
                storageGib: args.storageGib ?? defaults.applicationServer.storageGib,
                keyArn: args.keyArn,
                securityGroupIds,
                instanceProfileArn,
                userData: this.orRefuse(() => this.userData(links, logs.name)),
                tags: args.tags ?? {},
            },
            this.child,
        );
        const group = this.createGroup(template, target);
        if (this.maxInstances > this.minInstances) followCpu(name, group.name, this.child);

        this.groupName = group.name;
        this.securityGroupId = securityGroup.id;
        this.logGroupName = logs.name;
        this.url = args.exposure && publicAddress(name, args.exposure, this.child);
        this.measured = this.measure(target);
        createAlarms(name, args.alarmTopicArn, this.alarms(), this.child);
        this.delegations.push({
            type: "aws:autoscaling/group:Group",
            name,
            path: "desiredCapacity",
            band: { min: this.minInstances, max: this.maxInstances },
            by: "EC2 Auto Scaling",
        });
        this.registerOutputs({
            groupName: this.groupName,
            securityGroupId: this.securityGroupId,
            logGroupName: this.logGroupName,
            url: this.url,
        });
    }

    dashboardRow(): DashboardRow {
        return { title: `Server ${this.name}`, widgets: serverWidgets(this.measured) };
    }

    private createTarget(securityGroupId: pulumi.Input<string>): Target | undefined {
        const { exposure, vpc } = this.args;
        if (exposure === undefined) return undefined;
        const workload = `server/${this.name}`;
        const settings = { ...exposure, workload, vpcId: vpc.vpcId, port: this.port, securityGroupId };
        return expose(this.name, settings, this.child);
    }

    private userData(links: Required<Link>, logGroupName: pulumi.Output<string>): pulumi.Output<string> {
        const { args } = this;
        return bootScript(this.name, {
            region: args.region,
            environment: { PORT: String(this.port), ...args.environment, ...links.environment },
            secrets: links.secrets,
            logFiles: args.logFiles ?? [],
            logGroupName,
            script: args.script,
        });
    }

    private createGroup(
        template: { readonly id: pulumi.Output<string>; readonly latestVersion: pulumi.Output<number> },
        target: Target | undefined,
    ): autoscaling.Group {
        const { args } = this;
        return new autoscaling.Group(
            this.name,
            {
                minSize: this.minInstances,
                maxSize: this.maxInstances,
                desiredCapacity: this.minInstances,
                vpcZoneIdentifiers: args.vpc.privateSubnetIds,
                launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
                healthCheckType: target ? "ELB" : "EC2",
                healthCheckGracePeriod: START_SECONDS,
                defaultInstanceWarmup: WARM_UP_SECONDS,
                maxInstanceLifetime: LIFETIME_SECONDS,
                instanceMaintenancePolicy: REPLACING,
                instanceRefresh: {
                    strategy: "Rolling",
                    // AWS can go back to a certain image only, not to the newest one of another day.
                    preferences: { ...REPLACING, autoRollback: args.image !== undefined },
                },
                enabledMetrics: GROUP_METRICS,
                metricsGranularity: "1Minute",
                ...(target ? { targetGroupArns: [target.targetGroup.arn] } : {}),
                tags: Object.entries({ ...args.tags, Name: this.name }).map(([key, value]) => ({
                    key,
                    value,
                    propagateAtLaunch: true,
                })),
            },
            {
                ...this.child,
                // Scaling changes the count all day long.
                ignoreChanges: ["desiredCapacity"],
                // Instances count as well only once the load balancer asks them, which it must be allowed to.
                ...(target ? { dependsOn: [target.rule, ...target.opened] } : {}),
            },
        );
    }

    private measure(target: Target | undefined): MeasuredServer {
        const measuredTarget: MeasuredTarget | undefined = target && {
            title: `Server ${this.name}`,
            loadBalancer: target.loadBalancer,
            targetGroups: [target.targetGroup.arnSuffix],
        };
        const { name, groupName, minInstances } = this;
        return { name, groupName, minInstances, target: measuredTarget };
    }

    private alarms(): Parameters<typeof createAlarms>[2] {
        const { target } = this.measured;
        return {
            ...serverAlarms(this.measured),
            ...(target ? { ...versionAlarms(target), ...healthAlarms(target) } : {}),
        };
    }
}
