import * as ecs from "@pulumi/aws/ecs";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { containerDefinitions, volumes } from "./containerDefinition";
import { createServiceRoles } from "./containerRoles";
import type { Architecture } from "../../model/architectures";
import type { Statement } from "../support/iam";
import type { Link } from "../support/link";

/** Arguments of a service's tasks. */
export interface TaskArgs {
    /** TCP port the container listens on. @default 8080 of a service, none of a task */
    readonly port?: number;
    /** CPU units; 1024 are one core. @default 256 */
    readonly cpu?: number;
    /** MiB; Fargate allows some pairs of CPU and memory only. @default 512 */
    readonly memoryMib?: number;
    /** Processor the image is for. @default "arm64" */
    readonly architecture?: Architecture;
    /** Replaces the image's command. @default the image's own */
    readonly command?: readonly string[] | undefined;
    /** User and group, never root. @default "1000:1000" */
    readonly user?: string;
    /**
     * Command and arguments that end with 0 when the container is well. Without one, ECS takes a task that no load
     * balancer checks for well after 40 s.
     * @default none: the process must run
     */
    readonly healthCheckCommand?: readonly string[] | undefined;
    /**
     * GiB of storage for image and `/scratch`, 21 to 200. The image says with `VOLUME /scratch` who may write there.
     * @default 20 (AWS's), without `/scratch`
     */
    readonly storageGib?: number | undefined;
    /** Whether a collector beside the container sends traces to X-Ray. @default false */
    readonly tracing?: boolean;
    /** Whether `aws ecs execute-command` works. @default false */
    readonly shell?: boolean;
    /** Plain environment variables. @default none */
    readonly environment?: Readonly<Record<string, string>>;
}

/** Arguments of {@link createTaskDefinition}. */
export interface TaskDefinitionArgs extends TaskArgs {
    /** End of the family's name, after project and stack. @default the name */
    readonly family?: string;
    /** Labels of the container. @default none */
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly image: {
        readonly uri: pulumi.Input<string>;
        readonly repositoryArn?: pulumi.Input<string>;
    };
    readonly region: string;
    readonly accountId: string;
    readonly keyArn: pulumi.Input<string>;
    readonly logGroup: { readonly name: pulumi.Input<string>; readonly arn: pulumi.Input<string> };
    readonly links: Required<Link>;
    /** Permissions of the application besides those of links. @default none */
    readonly statements?: readonly Statement[];
}

/** Name of a family of task definitions: stacks and projects of one account must not share it. */
export function familyOf(name: string): string {
    return `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
}

/** A task definition for Fargate with its two roles. */
export function createTaskDefinition(
    name: string,
    args: TaskDefinitionArgs,
    options: pulumi.CustomResourceOptions,
): ecs.TaskDefinition {
    const { shell = false, tracing = false, storageGib } = args;
    const scratch = storageGib !== undefined;
    const roles = createServiceRoles(
        name,
        { ...args, statements: args.statements ?? [], shell, tracing, logGroupArn: args.logGroup.arn },
        options,
    );
    return new ecs.TaskDefinition(
        name,
        {
            // ECS wants a name here.
            family: familyOf(args.family ?? name),
            requiresCompatibilities: ["FARGATE"],
            networkMode: "awsvpc",
            cpu: String(args.cpu ?? defaults.containerService.cpu),
            memory: String(args.memoryMib ?? defaults.containerService.memoryMib),
            runtimePlatform: {
                cpuArchitecture: args.architecture === "x86_64" ? "X86_64" : "ARM64",
                operatingSystemFamily: "LINUX",
            },
            ...(storageGib === undefined ? {} : { ephemeralStorage: { sizeInGib: storageGib } }),
            volumes: volumes({ scratch, shell }),
            executionRoleArn: roles.executionRoleArn,
            taskRoleArn: roles.taskRoleArn,
            containerDefinitions: containerDefinitions(name, {
                ...args,
                image: args.image.uri,
                scratch,
                logGroupName: args.logGroup.name,
            }),
        },
        options,
    );
}
