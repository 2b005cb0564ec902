import type * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { type ArtifactArgs, artifactStatements, deliverArtifact } from "./artifact";
import { bootScript } from "./bootScript";
import { Component } from "../support/component";
import { createServerAddress, type ServerAddress, type ServerAddressArgs } from "./serverAddress";
import { keepHours, scaledInstances } from "./serverHours";
import type { Hours } from "../../model/hours";
import type { Vpc } from "../network";
import { createServerGroup } from "./serverGroup";
import type { Statement } from "../support/iam";
import { createLaunchTemplate } from "../support/launchTemplate";
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
    readonly vpc: {
        readonly vpcId: pulumi.Input<string>;
        readonly privateSubnetIds: pulumi.Input<string>[];
    } & Partial<Pick<Vpc, "publicSubnetIds" | "publicZones">>;
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
    /** Instead of a load balancer: a public address of its own, for a single instance. @default none */
    readonly address?: ServerAddressArgs | undefined;
    /** Folder that is delivered to its instances, to `/opt/<name>/current`. @default none */
    readonly artifact?: ArtifactArgs | undefined;
    /** Working hours; outside of them there is no instance. @default always */
    readonly hours?: Hours | undefined;
    /** Tags of instances and volumes, which a provider's default tags do not reach. @default their name only */
    readonly tags?: Readonly<Record<string, string>>;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/**
 * EC2 instances in private subnets, reached by people through Systems Manager only (`aws ssm start-session`): no
 * public address, no SSH, no port open but the load balancer's. A change of the settings replaces them one by one.
 * With an address of its own it is one instance in a public subnet, whose port is open to the blocks that are named.
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
        const address = this.createAddress(securityGroup.id, securityGroupIds);
        const logs = logGroup(name, args.logs, this.child);
        const instanceProfileArn = createServerProfile(
            name,
            { region: args.region, logGroupArn: logs.arn, links, statements: this.statements() },
            this.child,
        );
        const template = createLaunchTemplate(
            name,
            {
                instanceType: args.instanceType ?? defaults.applicationServer.instanceType,
                image: args.image,
                storageGib: args.storageGib ?? defaults.applicationServer.storageGib,
                keyArn: args.keyArn,
                attached: address ? { interfaceId: address.interfaceId } : { securityGroupIds },
                instanceProfileArn,
                userData: this.orRefuse(() => this.userData(links, logs.name)),
                tags: args.tags ?? {},
            },
            this.child,
        );
        const { minInstances, maxInstances } = this;
        const group = createServerGroup(
            name,
            { ...args, minInstances, maxInstances, template, target, zone: address?.zone },
            this.child,
        );
        if (maxInstances > minInstances) followCpu(name, group.name, this.child);
        const { hours } = args;
        if (hours) keepHours(name, { minInstances, maxInstances, groupName: group.name, hours }, this.child);

        this.groupName = group.name;
        this.securityGroupId = securityGroup.id;
        this.logGroupName = logs.name;
        this.url = args.exposure ? publicAddress(name, args.exposure, this.child) : address?.url;
        const deliveryRule = this.deliver(group.name, logs.name);
        this.measured = this.measure(target, deliveryRule);
        createAlarms(name, args.alarmTopicArn, this.alarms(), this.child);
        this.delegations.push(...scaledInstances(name, { minInstances, maxInstances }, hours));
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

    private createAddress(
        securityGroupId: pulumi.Output<string>,
        securityGroupIds: pulumi.Input<string>[],
    ): ServerAddress | undefined {
        const { address, vpc, exposure } = this.args;
        if (address === undefined) return undefined;
        const [subnetId] = vpc.publicSubnetIds ?? [];
        const [zone] = vpc.publicZones ?? [];
        if (subnetId === undefined || zone === undefined) {
            throw this.refusal(
                "address needs public subnets whose zones are known; leave it out in a VPC that exists",
            );
        }
        if (this.maxInstances > 1 || exposure !== undefined) {
            throw this.refusal(
                "address is for one instance without a load balancer; leave out exposure and maxInstances, or address",
            );
        }
        const args = { ...address, port: this.port, securityGroupId, securityGroupIds, subnetId, zone };
        return createServerAddress(this.name, args, this.child);
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

    private statements(): Statement[] {
        const { artifact, statements = [] } = this.args;
        return artifact === undefined
            ? [...statements]
            : [...statements, ...artifactStatements(this.name, artifact.bucketName, this.args)];
    }

    private deliver(
        groupName: pulumi.Output<string>,
        logGroupName: pulumi.Output<string>,
    ): pulumi.Output<string> | undefined {
        const { args, port, maxInstances } = this;
        const { artifact, region, alarmTopicArn } = args;
        if (artifact === undefined) return undefined;
        return this.orRefuse(() =>
            deliverArtifact(
                this.name,
                { artifact, region, port, maxInstances, groupName, logGroupName, alarmTopicArn },
                this.child,
            ),
        );
    }

    private measure(
        target: Target | undefined,
        deliveryRule: pulumi.Output<string> | undefined,
    ): MeasuredServer {
        const measuredTarget: MeasuredTarget | undefined = target && {
            title: `Server ${this.name}`,
            loadBalancer: target.loadBalancer,
            targetGroups: [target.targetGroup.arnSuffix],
        };
        const { name, groupName, minInstances } = this;
        return {
            name,
            groupName,
            minInstances,
            sleeps: this.args.hours !== undefined,
            target: measuredTarget,
            deliveryRule,
        };
    }

    private alarms(): Parameters<typeof createAlarms>[2] {
        const { target } = this.measured;
        return {
            ...serverAlarms(this.measured),
            ...(target ? { ...versionAlarms(target), ...healthAlarms(target) } : {}),
        };
    }
}
