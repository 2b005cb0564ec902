import * as defaults from "../../model/defaults";
import * as cloudwatch from "../support/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { type AuroraArgs, SERVERLESS } from "./auroraCluster";
import { capacityMemory, classMemory, maxConnections } from "./databaseCapacity";
import type { InstanceArgs } from "./databaseInstance";
import type { Server } from "./databaseServer";
import type { AlarmArgs } from "../support/metrics";

const GIB = 1024 ** 3;

/** Assumed of an instance class that is not known. */
const USUAL_MEMORY = 8 * GIB;

/** Percent of CPU, and of the capacity units at most, that leave no room for a peak. */
const BUSY_PERCENT = 80;
const FULL_PERCENT = 90;
/** Parts of memory and storage that must stay free. */
const FREE_MEMORY = 0.1;
const FREE_STORAGE = 0.1;
/** Part of the connections by AWS's formula, which counts memory that the server itself needs. */
const MANY_CONNECTIONS = 0.7;

export interface DatabaseMetrics {
    readonly alarms: Readonly<Record<string, AlarmArgs>>;
    readonly widgets: readonly cloudwatch.Widget[];
}

/** Alarms of a database. In a cluster every metric is that of the instance with the worst value. */
export function databaseMetrics(
    name: string,
    args: AuroraArgs | InstanceArgs,
    server: Server,
): DatabaseMetrics {
    const metric = metricsOf(server);
    const memory = memoryOf(args);
    const minCapacity = isServerless(args) ? (args.minCapacity ?? defaults.database.minCapacity) : undefined;
    const cpu = metric("CPUUtilization", "Maximum");
    const connections = metric("DatabaseConnections", "Maximum");
    const freeMemory = metric("FreeableMemory", "Minimum");
    const capacity = metric("ACUUtilization", "Maximum");
    const storage = metric("FreeStorageSpace", "Minimum");
    const graph = (title: string, ...metrics: cloudwatch.Metric[]): cloudwatch.Widget =>
        new cloudwatch.LineGraphMetricWidget({ title, width: 6, height: 5, metrics });

    const alarms: Record<string, AlarmArgs> = {
        cpu: {
            metric: cpu,
            description: `Database ${name} is short of CPU: look for slow statements in Performance Insights.`,
            threshold: BUSY_PERCENT,
        },
        memory: {
            metric: freeMemory,
            description: `Database ${name} is short of memory: look for large statements, or give it a larger size.`,
            threshold: Math.floor(memory * FREE_MEMORY),
            when: "below",
        },
        connections: {
            metric: connections,
            description: `Database ${name} runs out of connections: look for workloads that keep them, or use a proxy.`,
            threshold: Math.floor(maxConnections(args.engine, memory, minCapacity) * MANY_CONNECTIONS),
        },
    };
    if (isServerless(args)) {
        alarms["capacity"] = {
            metric: capacity,
            description: `Database ${name} has reached its capacity: raise maxCapacity, or look for slow statements.`,
            threshold: FULL_PERCENT,
        };
    }
    if (isInstance(args)) {
        alarms["storage"] = {
            metric: storage,
            description: `Database ${name} runs out of storage: raise maxStorageGib, or delete what nobody needs.`,
            threshold: Math.floor((args.storageGib ?? defaults.database.storageGib) * GIB * FREE_STORAGE),
            when: "below",
        };
    }
    return {
        alarms,
        widgets: [
            graph("Database CPU (%)", cpu),
            graph("Database connections", connections),
            isServerless(args)
                ? graph("Database capacity (% of maximum)", capacity)
                : graph("Database free memory (bytes)", freeMemory),
            isInstance(args)
                ? graph("Database free storage (bytes)", storage)
                : graph(
                      "Database latency (s)",
                      metric("ReadLatency", "Average"),
                      metric("WriteLatency", "Average"),
                  ),
        ],
    };
}

type MetricOf = (name: string, statistic: "Maximum" | "Minimum" | "Average") => cloudwatch.Metric;

function metricsOf({ clusterIdentifier, instanceIdentifier }: Server): MetricOf {
    const dimensions: Record<string, pulumi.Input<string>> = {};
    if (clusterIdentifier) dimensions["DBClusterIdentifier"] = clusterIdentifier;
    if (instanceIdentifier) dimensions["DBInstanceIdentifier"] = instanceIdentifier;
    return (name, statistic) =>
        new cloudwatch.Metric({ namespace: "AWS/RDS", name, dimensions, statistic, period: 300 });
}

function memoryOf(args: AuroraArgs | InstanceArgs): number {
    if (isServerless(args)) return capacityMemory(args.maxCapacity ?? defaults.database.maxCapacity);
    return classMemory(args.instanceClass ?? defaults.database.instanceClass) ?? USUAL_MEMORY;
}

/** Whether it is a single instance, as opposed to an Aurora cluster. */
export function isInstance(args: AuroraArgs | InstanceArgs): args is InstanceArgs {
    return args.engine === "postgres" || args.engine === "mysql";
}

function isServerless(args: AuroraArgs | InstanceArgs): args is AuroraArgs {
    return !isInstance(args) && (args.instanceClass ?? SERVERLESS) === SERVERLESS;
}
