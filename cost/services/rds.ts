import { databaseTurn, shareOf } from "../hours";
import { exactly, hoursOf, plus, times } from "../ranges";
import { read } from "../stack";
import { type CostResource, type Line, type Range, Undetermined } from "../types";
import type { Context, Estimators } from "../estimator";
import { scaled } from "../scaling";

const CLUSTER = "aws:rds/cluster:Cluster";
const CLUSTER_INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const INSTANCE = "aws:rds/instance:Instance";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const SERVERLESS = "db.serverless";
const SCHEDULE = "aws:scheduler/schedule:Schedule";

/** Minimum billed ACUs or vCPUs of a proxy; https://aws.amazon.com/rds/proxy/pricing/ */
const PROXY_LEAST = { acu: 8, vcpu: 2 };

/** vCPUs of the sizes up to large, and of an xlarge; the bigger ones are multiples of that. */
const SMALL_VCPUS = 2;
const XLARGE_VCPUS = 4;

export const rds: Estimators = {
    [CLUSTER]: (resource, context) => {
        const cluster = read(resource);
        const engine = cluster.needText("engine");
        if (!engine.startsWith("aurora"))
            throw new Undetermined(`the price table has no clusters of ${engine}`);
        // Aurora has this and the standard one, whatever name that has.
        if (cluster.text("storageType") === "aurora-iopt1") {
            throw new Undetermined("the price table has no I/O-Optimized Aurora");
        }
        const { auroraGb, auroraIo, databaseBackupGb } = context.assumptions;
        return [
            ...grownReaders(resource, context),
            { what: "storage", price: "aurora/storage", quantity: auroraGb, assumptions: ["auroraGb"] },
            {
                what: "requests to storage",
                price: "aurora/io",
                quantity: times(auroraIo, 1e-6),
                assumptions: ["auroraIo"],
            },
            {
                what: "backups",
                price: "aurora/backup",
                quantity: databaseBackupGb,
                assumptions: ["databaseBackupGb"],
            },
            ...managedPassword(resource),
        ];
    },
    [CLUSTER_INSTANCE]: (resource, context) => {
        const [cluster] = context.stack.referredBy(resource, CLUSTER);
        const count = times(exactly(1), cluster === undefined ? 1 : runs(cluster, context));
        return [member(read(resource).needText("instanceClass"), cluster, count)];
    },
    [INSTANCE]: (resource, context) => {
        const { assumptions } = context;
        const instance = read(resource);
        const copies = instance.flag("multiAz") === true ? 2 : 1;
        const engine = instance.needText("engine");
        const size = instance.needNumber("allocatedStorage");
        return [
            {
                what: `${instance.needText("instanceClass")}${copies > 1 ? " with standby" : ""}`,
                price: `rds/${instance.needText("instanceClass")}.${engine}`,
                quantity: hoursOf(times(exactly(copies), runs(resource, context))),
            },
            {
                what: "storage",
                price: `rds/storage.${instance.text("storageType") ?? "gp2"}`,
                quantity: times(
                    { low: size, high: Math.max(size, instance.number("maxAllocatedStorage") ?? 0) },
                    copies,
                ),
            },
            {
                what: "backups",
                price: "rds/backup",
                quantity: assumptions.databaseBackupGb,
                assumptions: ["databaseBackupGb"],
            },
            ...managedPassword(resource),
        ];
    },
    "aws:rds/proxy:Proxy": (resource, { stack }) => {
        const targets = stack.referringTo(resource, TARGET);
        const clusters = targets.flatMap((target) => stack.referredBy(target, CLUSTER));
        const members = [
            ...clusters.flatMap((cluster) => stack.referringTo(cluster, CLUSTER_INSTANCE)),
            ...targets.flatMap((target) => stack.referredBy(target, INSTANCE)),
        ];
        const classes = [...new Set(members)].map((it) => read(it).needText("instanceClass"));
        if (classes.length === 0) throw new Undetermined("the proxy's database is not part of the stack");
        if (classes.includes(SERVERLESS)) {
            const units = plus(...classes.map(() => capacityOf(clusters[0])));
            return [proxyLine("acu", { low: units.low, high: units.high })];
        }
        return [proxyLine("vcpu", exactly(classes.reduce((sum, name) => sum + vcpus(name), 0)))];
    },
    // Beside a proxy's own endpoint, each further one is an interface endpoint.
    "aws:rds/proxyEndpoint:ProxyEndpoint": (resource) => [
        {
            what: "endpoint of proxy",
            price: "vpc/endpoint",
            quantity: hoursOf(exactly(read(resource).list("vpcSubnetIds").length)),
        },
    ],
};

/** The part of the week that a server runs: a stopped one costs storage only. */
function runs(server: CostResource, { stack }: Context): number {
    return shareOf(stack, server, SCHEDULE, databaseTurn);
}

function proxyLine(unit: keyof typeof PROXY_LEAST, { low, high }: Range): Line {
    const least = PROXY_LEAST[unit];
    return {
        what: "proxy",
        price: `rds/proxy.${unit}`,
        quantity: hoursOf({ low: Math.max(least, low), high: Math.max(least, high) }),
    };
}

/** Instances of an Aurora cluster: by capacity unit, or by class. */
function member(instanceClass: string, cluster: CostResource | undefined, count: Range): Line {
    return instanceClass === SERVERLESS
        ? {
              what: "capacity units",
              price: "aurora/acu",
              quantity: hoursOf(times(count, capacityOf(cluster))),
          }
        : { what: instanceClass, price: `aurora/${instanceClass}`, quantity: hoursOf(count) };
}

function capacityOf(cluster: CostResource | undefined): Range {
    if (cluster === undefined) throw new Undetermined("the cluster is not part of the stack");
    const scaling = read(cluster);
    return {
        low: scaling.needNumber("serverlessv2ScalingConfiguration.minCapacity"),
        high: scaling.needNumber("serverlessv2ScalingConfiguration.maxCapacity"),
    };
}

/** Readers that Aurora adds by scaling, beyond the program's instances. */
function grownReaders(cluster: CostResource, context: Context): Line[] {
    const { stack } = context;
    const range = scaled(stack, cluster, "rds:cluster:ReadReplicaCount");
    const [first] = stack.referringTo(cluster, CLUSTER_INSTANCE);
    if (range === undefined || first === undefined || range.high <= range.low) return [];
    const line = member(read(first).needText("instanceClass"), cluster, {
        low: 0,
        high: (range.high - range.low) * runs(cluster, context),
    });
    return [{ ...line, what: `${line.what} of added readers` }];
}

/** The password that RDS stores in Secrets Manager costs as much as any secret. */
function managedPassword(resource: CostResource): Line[] {
    return read(resource).flag("manageMasterUserPassword") === true
        ? [{ what: "secret of the master user", price: "secrets/secret", quantity: exactly(1) }]
        : [];
}

function vcpus(instanceClass: string): number {
    const [, times = "", size = ""] = /\.(\d*)(x?large|micro|small|medium)$/.exec(instanceClass) ?? [];
    if (size === "") throw new Undetermined(`how many vCPUs ${instanceClass} has is not known`);
    return size === "xlarge" ? XLARGE_VCPUS * Number(times === "" ? 1 : times) : SMALL_VCPUS;
}
