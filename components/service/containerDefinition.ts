import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { type Link, rotatingSecrets, secretArns } from "../support/link";

/** Arguments of a task's container definitions. */
export interface ContainerDefinitionArgs {
    readonly image: pulumi.Input<string>;
    /** @default none */
    readonly port?: number;
    readonly command?: readonly string[] | undefined;
    readonly user?: string;
    readonly environment?: Readonly<Record<string, string>>;
    /** Command and arguments that end with 0 when the container is well. */
    readonly healthCheckCommand?: readonly string[] | undefined;
    /** Whether people may open a shell in the container. */
    readonly shell?: boolean;
    /** Whether a collector beside the container sends traces to X-Ray. */
    readonly tracing?: boolean;
    /** Whether the container has the task's storage at `/scratch`. */
    readonly scratch: boolean;
    /** @default none */
    readonly labels?: Readonly<Record<string, string>> | undefined;
    readonly links: Required<Link>;
    readonly logGroupName: pulumi.Input<string>;
    readonly region: string;
}

/** Seconds between the request to stop and the end by force; Fargate's default is 30. */
const STOP_SECONDS = 10;

/** MiB of memory that temporary files may take. */
const TMP_MIB = 64;

/** Seconds, but for the retries; the start may take as long as the load balancer allows. */
const HEALTH_CHECK = { interval: 5, timeout: 4, retries: 3, startPeriod: 60 };

/** Name of the volume with the task's storage, and where the container finds it. */
const SCRATCH = { volume: "scratch", path: "/scratch" };

/**
 * Volumes that the agent of ECS Exec writes to, since the root file system is read-only.
 * Source: https://github.com/aws/containers-roadmap/issues/1359
 */
const SHELL = {
    "shell-agents": "/managed-agents",
    "shell-state": "/var/lib/amazon/ssm",
    "shell-logs": "/var/log/amazon/ssm",
};

/** https://github.com/aws-observability/aws-otel-collector/releases */
const COLLECTOR_IMAGE = "public.ecr.aws/aws-observability/aws-otel-collector:v0.48.0";
const COLLECTOR = "collector";

/** The volumes that the containers mount. */
export function volumes({
    scratch,
    shell,
}: Pick<ContainerDefinitionArgs, "scratch" | "shell">): { name: string }[] {
    const names = [...(scratch ? [SCRATCH.volume] : []), ...(shell ? Object.keys(SHELL) : [])];
    return names.map((name) => ({ name }));
}

/** A service's containers, as the JSON that ECS takes. Sorted, so that a change of order changes nothing. */
export function containerDefinitions(name: string, args: ContainerDefinitionArgs): pulumi.Output<string> {
    return pulumi.jsonStringify([application(name, args), ...(args.tracing ? [collector(args)] : [])]);
}

function application(name: string, args: ContainerDefinitionArgs): object {
    const environment = {
        ...(args.tracing ? tracingEnvironment(name) : {}),
        ...args.environment,
        ...args.links.environment,
        ...secretArns({ secrets: rotatingSecrets(args.links.secrets) }),
    };
    return {
        name,
        image: args.image,
        essential: true,
        ...(args.command === undefined ? {} : { command: args.command }),
        portMappings: portMappings(args),
        environment: sorted(environment).map(([key, value]) => ({ name: key, value })),
        secrets: sorted(args.links.secrets).map(([key, { arn, jsonKey }]) => ({
            name: key,
            valueFrom: jsonKey === undefined ? arn : pulumi.interpolate`${arn}:${jsonKey}::`,
        })),
        ...(args.healthCheckCommand === undefined
            ? {}
            : { healthCheck: { ...HEALTH_CHECK, command: ["CMD", ...args.healthCheckCommand] } }),
        ...(args.labels === undefined ? {} : { dockerLabels: args.labels }),
        user: args.user ?? defaults.containerService.user,
        readonlyRootFilesystem: true,
        mountPoints: mountPoints(args),
        privileged: false,
        linuxParameters: {
            initProcessEnabled: true,
            // The one place that every user may write to; a volume would belong to root.
            tmpfs: [{ containerPath: "/tmp", size: TMP_MIB }],
        },
        stopTimeout: STOP_SECONDS,
        ...(args.tracing ? { dependsOn: [{ containerName: COLLECTOR, condition: "START" }] } : {}),
        logConfiguration: logConfiguration(name, args),
    };
}

/** Takes traces on this task's own address, and hands them to X-Ray. The service goes on without it. */
function collector(args: ContainerDefinitionArgs): object {
    return {
        name: COLLECTOR,
        image: COLLECTOR_IMAGE,
        essential: false,
        command: ["--config=/etc/ecs/ecs-xray.yaml"],
        environment: [{ name: "AWS_REGION", value: args.region }],
        user: "1000:1000",
        readonlyRootFilesystem: true,
        mountPoints: [],
        privileged: false,
        stopTimeout: STOP_SECONDS,
        logConfiguration: logConfiguration(COLLECTOR, args),
    };
}

/** Where OpenTelemetry's SDKs send traces to; https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
function tracingEnvironment(name: string): Record<string, string> {
    return {
        OTEL_SERVICE_NAME: name,
        OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318",
        OTEL_EXPORTER_OTLP_PROTOCOL: "http/protobuf",
    };
}

function portMappings({ port }: ContainerDefinitionArgs): object[] {
    if (port === undefined) return [];
    return [{ name: "http", containerPort: port, hostPort: port, protocol: "tcp" }];
}

function mountPoints({ scratch, shell }: ContainerDefinitionArgs): object[] {
    const paths = { ...(scratch ? { [SCRATCH.volume]: SCRATCH.path } : {}), ...(shell ? SHELL : {}) };
    return Object.entries(paths).map(([sourceVolume, containerPath]) => ({
        sourceVolume,
        containerPath,
        readOnly: false,
    }));
}

/** Straight to the log group; where lines have to go elsewhere too, a subscription filter sends them on. */
function logConfiguration(prefix: string, args: ContainerDefinitionArgs): object {
    return {
        logDriver: "awslogs",
        options: {
            "awslogs-group": args.logGroupName,
            "awslogs-region": args.region,
            "awslogs-stream-prefix": prefix,
            // A full buffer drops lines instead of stopping the application.
            mode: "non-blocking",
        },
    };
}

function sorted<T>(values: Readonly<Record<string, T>>): [string, T][] {
    return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
