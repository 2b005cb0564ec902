import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { Component } from "../support/component";
import { type DeploymentArgs, isShifting } from "../../model/deployment";
import { type PrivateNames, registerName } from "./discovery";
import { createEcsService } from "./ecsService";
import { type BuildArgs, givenImage } from "../image";
import type { Statement } from "../support/iam";
import { type Link, type Linkable, mergeLinks, type NamedLink, variable } from "../support/link";
import { type LocalArgs, localLabel } from "../support/localScripts";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, type DashboardRow, type Logged, type Monitored } from "../support/metrics";
import {
    exposeShifting,
    healthAlarms,
    isEncrypted,
    type MeasuredTarget,
    publicAddress,
    type PublicExposure,
    shiftedRequests,
    type ShiftingTarget,
    versionAlarms,
} from "../loadBalancer";
import { createSecurityGroup, openedGroups } from "../support/securityGroups";
import { type MeasuredService, serviceWidgets, taskAlarms } from "./serviceMetrics";
import { fewestTasks, scaledTasks, scaleService, type ScalingArgs } from "./serviceScaling";
import { createTaskDefinition, type TaskArgs } from "./taskDefinition";

/** Arguments of {@link ContainerService}. */
export interface ContainerServiceArgs extends TaskArgs, ScalingArgs {
    readonly cluster: {
        readonly clusterArn: pulumi.Input<string>;
        readonly clusterName: pulumi.Input<string>;
        /** Role with which ECS moves requests between target groups. */
        readonly infrastructureRoleArn: pulumi.Input<string>;
    };
    readonly vpc: { readonly vpcId: pulumi.Input<string>; readonly privateSubnetIds: pulumi.Input<string>[] };
    /** Security group with which it reaches its links, shared by all that reach the same. @default its own */
    readonly callerGroupId?: pulumi.Input<string> | undefined;
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
    /** Image by digest or fixed tag. @default `build` makes it */
    readonly image?: string | undefined;
    /** How the image is built, which needs Docker; it goes to a repository of its own. @default there is an `image` */
    readonly build?: BuildArgs | undefined;
    /** What an emulator without containers runs instead of the image. @default nothing */
    readonly local?: LocalArgs | undefined;
    /** Share of tasks on Fargate Spot, in percent. @default 0 */
    readonly spotPercent?: number;
    /** How a new version replaces the old one. @default rolling */
    readonly deployment?: DeploymentArgs;
    /** Links to the components that it uses. @default none */
    readonly links?: readonly NamedLink[];
    /** Permissions of the application besides those of links. @default none */
    readonly statements?: readonly Statement[];
    /** How the load balancer reaches it. @default not at all */
    readonly exposure?: PublicExposure | undefined;
    /** Where it gets a private name, if it is not public. @default it has none, and nothing can use it */
    readonly privateNames?: PrivateNames | undefined;
    /** Whether the repository of a built image refuses deletion. @default true */
    readonly protect?: boolean;
    /** ARN of the topic that alarms publish to. @default no alarms, and none that roll back a deployment */
    readonly alarmTopicArn?: pulumi.Input<string> | undefined;
}

/**
 * Containers on Fargate in private subnets: two roles with least privilege, a read-only root file system,
 * deployments that roll back by themselves, and scaling by load. A public one has rules at a load balancer, a
 * private one a name that only the VPC knows.
 */
export class ContainerService extends Component implements Linkable, Monitored, Logged {
    readonly serviceName: pulumi.Output<string>;
    readonly taskDefinitionArn: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;
    /** Where callers reach it, without a slash at the end: from everywhere, or from the VPC if it is private. */
    readonly url: pulumi.Output<string> | undefined;

    private readonly port: number;
    private readonly measured: MeasuredService;

    constructor(
        name: string,
        private readonly args: ContainerServiceArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("ContainerService", name, options);
        this.port = args.port ?? defaults.containerService.port;
        const links = mergeLinks(args.links ?? []);
        const securityGroup = createSecurityGroup(name, `Service ${name}`, args.vpc.vpcId, this.child);
        const securityGroupIds = openedGroups(name, securityGroup, args.callerGroupId, links, this.child);
        const logs = logGroup(name, args.logs, this.child);
        const image = this.createImage();
        const labels = args.local && localLabel(args.local);
        const task = {
            ...args,
            port: this.port,
            image,
            labels,
            links,
            logGroup: logs,
            keyArn: args.logs.keyArn,
        };
        const taskDefinition = createTaskDefinition(name, task, this.child);
        const target = this.createTarget(securityGroup.id);
        const measuredTarget = target && this.measure(target);
        const service = createEcsService(
            name,
            {
                clusterArn: args.cluster.clusterArn,
                taskDefinitionArn: taskDefinition.arn,
                port: this.port,
                tasks: args.minTasks ?? defaults.containerService.minTasks,
                spotPercent: args.spotPercent ?? defaults.containerService.spotPercent,
                shell: args.shell ?? false,
                subnetIds: args.vpc.privateSubnetIds,
                securityGroupIds,
                deployment: args.deployment ?? {},
                alarmNames: measuredTarget ? this.alarm(versionAlarms(measuredTarget)) : [],
                target,
                infrastructureRoleArn: args.cluster.infrastructureRoleArn,
                registryArn: this.createPrivateName(),
            },
            this.child,
        );
        const names = { clusterName: args.cluster.clusterName, serviceName: service.name };
        this.measured = { ...names, name, minTasks: fewestTasks(args), target: measuredTarget };
        scaleService(name, { ...args, ...names, requests: measuredTarget }, this.child);
        this.alarm({ ...taskAlarms(this.measured), ...(measuredTarget ? healthAlarms(measuredTarget) : {}) });

        this.serviceName = service.name;
        this.taskDefinitionArn = taskDefinition.arn;
        this.securityGroupId = securityGroup.id;
        this.logGroupName = logs.name;
        this.url = this.createAddress();
        this.delegations.push(...scaledTasks(name, args), ...(target ? [shiftedRequests(name)] : []));
        this.registerOutputs({
            serviceName: this.serviceName,
            taskDefinitionArn: this.taskDefinitionArn,
            securityGroupId: this.securityGroupId,
            logGroupName: this.logGroupName,
            url: this.url,
        });
    }

    /** `SERVICE_<NAME>_URL`; of a private service the port, too, and port 80 of a public one without a domain. */
    link(): Link {
        if (this.url === undefined) {
            throw this.refusal("is used by name, but has no address; give it exposure or privateNames");
        }
        const environment = { [variable("service", this.name, "url")]: this.url };
        const { exposure } = this.args;
        if (exposure) return isEncrypted(exposure) ? { environment } : { environment, plainHttp: true };
        const { securityGroupId, port } = this;
        return { environment, endpoints: [{ securityGroupId, port, description: `service/${this.name}` }] };
    }

    dashboardRow(): DashboardRow {
        return { title: `Service ${this.name}`, widgets: serviceWidgets(this.measured) };
    }

    private createImage(): { uri: pulumi.Input<string>; repositoryArn?: pulumi.Input<string> } {
        const { architecture, logs, protect } = this.args;
        const settings = { architecture, protect, keyArn: logs.keyArn };
        return this.orRefuse(() => givenImage(this.name, this.args, settings, { parent: this }));
    }

    private createTarget(securityGroupId: pulumi.Input<string>): ShiftingTarget | undefined {
        const { exposure, vpc, deployment } = this.args;
        const { strategy = defaults.deploymentArgs.strategy } = deployment ?? {};
        if (exposure) {
            const workload = `service/${this.name}`;
            const settings = { ...exposure, workload, vpcId: vpc.vpcId, port: this.port, securityGroupId };
            return exposeShifting(this.name, settings, this.child);
        }
        if (!isShifting(strategy)) return undefined;
        throw this.refusal(`strategy ${strategy} moves requests at a load balancer; it needs exposure`);
    }

    private measure({ loadBalancer, targetGroup, alternate }: ShiftingTarget): MeasuredTarget {
        return {
            title: `Service ${this.name}`,
            loadBalancer,
            targetGroups: [targetGroup.arnSuffix, alternate.arnSuffix],
        };
    }

    /** Names of the alarms. */
    private alarm(alarms: Parameters<typeof createAlarms>[2]): pulumi.Output<string>[] {
        return createAlarms(this.name, this.args.alarmTopicArn, alarms, this.child).map(({ name }) => name);
    }

    private createPrivateName(): pulumi.Output<string> | undefined {
        const { exposure, privateNames } = this.args;
        if (exposure || !privateNames) return undefined;
        return registerName(this.name, privateNames.namespaceId, this.child).arn;
    }

    private createAddress(): pulumi.Output<string> | undefined {
        const { exposure, privateNames } = this.args;
        if (exposure) return publicAddress(this.name, exposure, this.child);
        return privateNames && pulumi.output(`http://${this.name}.${privateNames.domain}:${this.port}`);
    }
}
