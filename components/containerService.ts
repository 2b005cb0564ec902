import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import { containerDefinitions, SCRATCH } from "./support/containerDefinition";
import { createServiceRoles } from "./support/containerRoles";
import { aliasRecords, type PublicZone } from "./support/dns";
import { type Link, type Linkable, mergeLinks, type NamedLink, variable } from "./support/link";
import { logGroup, type LogSettings } from "./support/logGroup";
import { allowBetween, allowHttpsOut, securityGroup } from "./support/securityGroups";
import { scaleService } from "./support/serviceScaling";
import { exposeService, type ServiceExposure } from "./support/targetGroup";

/** Arguments of {@link ContainerService}. */
export interface ContainerServiceArgs {
    readonly cluster: {
        readonly clusterArn: pulumi.Input<string>;
        readonly clusterName: pulumi.Input<string>;
    };
    readonly vpc: { readonly vpcId: pulumi.Input<string>; readonly privateSubnetIds: pulumi.Input<string>[] };
    readonly region: string;
    readonly accountId: string;
    readonly logs: LogSettings;
    /** Image by digest or fixed tag. */
    readonly image: string;
    /** TCP port the container listens on. @default 8080 */
    readonly port?: number;
    /** CPU units; 1024 are one core. @default 256 */
    readonly cpu?: number;
    /** MiB; Fargate allows some pairs of CPU and memory only. @default 512 */
    readonly memoryMib?: number;
    /** Processor the image is built for. @default "arm64" */
    readonly architecture?: "arm64" | "x86_64";
    /** Replaces the image's command. */
    readonly command?: readonly string[] | undefined;
    /** User and group, never root. @default "1000:1000" */
    readonly user?: string;
    /** Tasks at least. @default 2 */
    readonly minTasks?: number;
    /** Tasks at most. @default 10 */
    readonly maxTasks?: number;
    /** Share of tasks on Fargate Spot, in percent. @default 0 */
    readonly spotPercent?: number;
    /** Whether `aws ecs execute-command` works. @default false */
    readonly shell?: boolean;
    /** Plain environment variables. @default none */
    readonly environment?: Readonly<Record<string, string>>;
    /** What it uses. @default nothing */
    readonly links?: readonly NamedLink[];
    /** How the load balancer reaches it. @default not at all */
    readonly exposure?: (ServiceExposure & { readonly zone?: PublicZone | undefined }) | undefined;
}

/** Seconds that a starting task may fail its health checks. */
const START_SECONDS = 60;

/**
 * Containers on Fargate in private subnets: two roles with least privilege, a read-only root file system,
 * rolling deployments that roll back by themselves, and scaling by load.
 */
export class ContainerService extends Component implements Linkable {
    readonly serviceName: pulumi.Output<string>;
    readonly taskDefinitionArn: pulumi.Output<string>;
    readonly securityGroupId: pulumi.Output<string>;
    /** Where callers reach it, without a slash at the end; undefined if it is not public. */
    readonly url: pulumi.Output<string> | undefined;
    readonly logGroupName: pulumi.Output<string>;

    constructor(name: string, args: ContainerServiceArgs, options?: pulumi.ComponentResourceOptions) {
        super("ContainerService", name, options);
        const links = mergeLinks(args.links ?? []);
        const guard = securityGroup(name, `Service ${name}`, args.vpc.vpcId, this.child);
        this.openPorts(guard.id, links);
        const logs = logGroup(name, args.logs, this.child);
        const taskDefinition = this.createTaskDefinition(args, links, logs);
        const target = args.exposure
            ? exposeService(
                  name,
                  { ...args.exposure, vpcId: args.vpc.vpcId, port: args.port ?? 8080, guard: guard.id },
                  this.child,
              )
            : undefined;
        const service = this.createService(args, taskDefinition, guard.id, target);
        scaleService(
            name,
            {
                clusterName: args.cluster.clusterName,
                serviceName: service.name,
                minTasks: args.minTasks ?? 2,
                maxTasks: args.maxTasks ?? 10,
            },
            this.child,
        );
        this.serviceName = service.name;
        this.taskDefinitionArn = taskDefinition.arn;
        this.securityGroupId = guard.id;
        this.url = this.createName(args);
        this.logGroupName = logs.name;
        this.registerOutputs({
            serviceName: this.serviceName,
            taskDefinitionArn: this.taskDefinitionArn,
            securityGroupId: this.securityGroupId,
            url: this.url,
            logGroupName: this.logGroupName,
        });
    }

    /** `SERVICE_<NAME>_URL`; only of a public service. */
    link(): Link {
        if (this.url === undefined) {
            throw new pulumi.ResourceError(
                "is used by name, but is not public, so that it has no address",
                this,
            );
        }
        return { environment: { [variable("service", this.name, "url")]: this.url } };
    }

    private openPorts(guard: pulumi.Input<string>, links: Required<Link>): void {
        allowHttpsOut(this.name, guard, this.child);
        for (const endpoint of links.endpoints) {
            allowBetween(
                `${this.name}-${endpoint.description.replace("/", "-")}`,
                guard,
                endpoint,
                this.child,
            );
        }
    }

    private createTaskDefinition(
        args: ContainerServiceArgs,
        links: Required<Link>,
        logs: { readonly arn: pulumi.Output<string>; readonly name: pulumi.Output<string> },
    ): ecs.TaskDefinition {
        const roles = createServiceRoles(
            this.name,
            {
                accountId: args.accountId,
                region: args.region,
                logGroupArn: logs.arn,
                image: args.image,
                shell: args.shell ?? false,
                keyArn: args.logs.keyArn,
                links,
            },
            this.child,
        );
        return new ecs.TaskDefinition(
            this.name,
            {
                // ECS wants a name here; stacks of one account must not share it.
                family: `${pulumi.getStack()}-${this.name}`,
                requiresCompatibilities: ["FARGATE"],
                networkMode: "awsvpc",
                cpu: String(args.cpu ?? 256),
                memory: String(args.memoryMib ?? 512),
                runtimePlatform: {
                    cpuArchitecture: args.architecture === "x86_64" ? "X86_64" : "ARM64",
                    operatingSystemFamily: "LINUX",
                },
                volumes: [{ name: SCRATCH }],
                executionRoleArn: roles.executionRoleArn,
                taskRoleArn: roles.taskRoleArn,
                containerDefinitions: containerDefinitions(this.name, {
                    ...args,
                    links,
                    logGroupName: logs.name,
                }),
            },
            this.child,
        );
    }

    private createService(
        args: ContainerServiceArgs,
        taskDefinition: ecs.TaskDefinition,
        guard: pulumi.Input<string>,
        target: { readonly targetGroupArn: pulumi.Input<string>; readonly rule: pulumi.Resource } | undefined,
    ): ecs.Service {
        return new ecs.Service(
            this.name,
            {
                cluster: args.cluster.clusterArn,
                taskDefinition: taskDefinition.arn,
                desiredCount: args.minTasks ?? 2,
                capacityProviderStrategies: capacity(args.spotPercent ?? 0),
                networkConfiguration: {
                    subnets: args.vpc.privateSubnetIds,
                    securityGroups: [guard],
                    assignPublicIp: false,
                },
                deploymentMinimumHealthyPercent: 100,
                deploymentMaximumPercent: 200,
                deploymentCircuitBreaker: { enable: true, rollback: true },
                enableExecuteCommand: args.shell ?? false,
                propagateTags: "SERVICE",
                // A deployment that does not become steady fails the update instead of passing unnoticed.
                waitForSteadyState: true,
                ...(target
                    ? {
                          loadBalancers: [
                              {
                                  targetGroupArn: target.targetGroupArn,
                                  containerName: this.name,
                                  containerPort: args.port ?? 8080,
                              },
                          ],
                          healthCheckGracePeriodSeconds: START_SECONDS,
                      }
                    : {}),
            },
            {
                ...this.child,
                // Scaling changes the count all day long.
                ignoreChanges: ["desiredCount"],
                // ECS accepts a target group only once a listener refers to it.
                ...(target ? { dependsOn: [target.rule] } : {}),
            },
        );
    }

    private createName({ exposure }: ContainerServiceArgs): pulumi.Output<string> | undefined {
        if (exposure === undefined) return undefined;
        const { zone, host, loadBalancer } = exposure;
        if (zone === undefined || host === undefined) {
            return pulumi.interpolate`http://${loadBalancer.target.name}`;
        }
        aliasRecords(this.name, zone, host, loadBalancer.target, this.child);
        return pulumi.output(`https://${host}`);
    }
}

/** Fargate's two kinds of capacity, in the given shares. */
function capacity(spotPercent: number): { capacityProvider: string; weight: number }[] {
    return [
        { capacityProvider: "FARGATE", weight: 100 - spotPercent },
        { capacityProvider: "FARGATE_SPOT", weight: spotPercent },
    ].filter(({ weight }) => weight > 0);
}
