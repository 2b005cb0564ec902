import * as cloudwatch from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import type { AlarmArgs } from "../support/metrics";

/** The cache that is watched. */
interface WatchedCache {
    readonly name: string;
    readonly replicationGroupId: pulumi.Output<string>;
    readonly nodeCount: number;
    readonly nodeType: string;
}

const BUSY_PERCENT = 80;
const FULL_PERCENT = 80;
/** Keys in five minutes that had to go although they had not expired. */
const EVICTED_KEYS = 100;

/** Alarms of a cache, one set per node, because ElastiCache has few figures for all of them together. */
export function cacheMetrics({ name, replicationGroupId, nodeCount, nodeType }: WatchedCache): {
    alarms: Record<string, AlarmArgs>;
    widgets: cloudwatch.Widget[];
} {
    const metrics = (metricName: string, statistic: "Average" | "Sum"): cloudwatch.Metric[] =>
        Array.from({ length: nodeCount }, (_, index) => {
            const node = String(index + 1).padStart(3, "0");
            return new cloudwatch.Metric({
                namespace: "AWS/ElastiCache",
                name: metricName,
                // Nodes are numbered; after a failover each keeps its number.
                dimensions: { CacheClusterId: pulumi.interpolate`${replicationGroupId}-${node}` },
                statistic,
                period: 300,
                label: `node ${index + 1}`,
            });
        });
    // On small nodes other work takes its share of the one or two CPUs; on others the engine's thread is the limit:
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/CacheMetrics.WhichShouldIMonitor.html
    const cpu = metrics(/^cache\.t/.test(nodeType) ? "CPUUtilization" : "EngineCPUUtilization", "Average");
    const memory = metrics("DatabaseMemoryUsagePercentage", "Average");
    const evictions = metrics("Evictions", "Sum");
    const perNode = (key: string, of: cloudwatch.Metric[], threshold: number, advice: string) =>
        of.map((metric, index): [string, AlarmArgs] => [
            `${key}-${index + 1}`,
            { metric, threshold, description: `Cache ${name}, node ${index + 1}, ${advice}` },
        ]);
    const graph = (title: string, of: cloudwatch.Metric[]): cloudwatch.Widget =>
        new cloudwatch.LineGraphMetricWidget({ title, width: 6, height: 5, metrics: of });
    return {
        alarms: Object.fromEntries([
            ...perNode("cpu", cpu, BUSY_PERCENT, "is short of CPU: look at the slow log."),
            ...perNode(
                "memory",
                memory,
                FULL_PERCENT,
                "is nearly full: keep less, or give it a larger node.",
            ),
            ...perNode(
                "evictions",
                evictions,
                EVICTED_KEYS,
                "drops keys: keep less, or give it a larger node.",
            ),
        ]),
        widgets: [
            graph("Cache CPU (%)", cpu),
            graph("Cache memory (%)", memory),
            graph("Cache evictions", evictions),
            graph("Cache connections", metrics("CurrConnections", "Average")),
        ],
    };
}
