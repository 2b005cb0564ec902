import * as pulumi from "@pulumi/pulumi";

import type { Link } from "./link";

/** What goes into a container definition. */
export interface ContainerDefinitionArgs {
    readonly image: string;
    readonly port?: number;
    readonly command?: readonly string[] | undefined;
    readonly user?: string;
    readonly environment?: Readonly<Record<string, string>>;
    readonly links: Required<Link>;
    readonly logGroupName: pulumi.Input<string>;
    readonly region: string;
}

/** Seconds between the request to stop and the end by force; Fargate's default is 30. */
const STOP_SECONDS = 10;

/** Name of the volume for temporary files. */
export const SCRATCH = "scratch";

/** The one container of a service, as the JSON that ECS takes. Sorted, so that a change of order changes nothing. */
export function containerDefinitions(name: string, args: ContainerDefinitionArgs): pulumi.Output<string> {
    const port = args.port ?? 8080;
    const environment = { ...args.environment, ...args.links.environment };
    return pulumi.jsonStringify([
        {
            name,
            image: args.image,
            essential: true,
            ...(args.command === undefined ? {} : { command: args.command }),
            portMappings: [{ name: "http", containerPort: port, hostPort: port, protocol: "tcp" }],
            environment: sorted(environment).map(([key, value]) => ({ name: key, value })),
            secrets: sorted(args.links.secrets).map(([key, { arn, jsonKey }]) => ({
                name: key,
                valueFrom: jsonKey === undefined ? arn : pulumi.interpolate`${arn}:${jsonKey}::`,
            })),
            user: args.user ?? "1000:1000",
            readonlyRootFilesystem: true,
            // The one place to write to; it ends with the task.
            mountPoints: [{ sourceVolume: SCRATCH, containerPath: "/tmp", readOnly: false }],
            privileged: false,
            linuxParameters: { initProcessEnabled: true },
            stopTimeout: STOP_SECONDS,
            logConfiguration: {
                logDriver: "awslogs",
                options: {
                    "awslogs-group": args.logGroupName,
                    "awslogs-region": args.region,
                    "awslogs-stream-prefix": name,
                    // A full buffer drops lines instead of stopping the application.
                    mode: "non-blocking",
                },
            },
        },
    ]);
}

function sorted<T>(values: Readonly<Record<string, T>>): [string, T][] {
    return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}
