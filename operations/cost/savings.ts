/** What an estimate contains that a setting of the stack file takes away or makes smaller. */
import { plus } from "../../cost/ranges";
import type { CostItem, Range } from "../../cost/types";
import { typeOf } from "../state/urn";

/** A part of an estimate, and the setting that decides on it. */
export interface Saving {
    readonly component: string;
    /** The part that costs. */
    readonly what: string;
    /** The setting to change, such as `plumbline:databases.app.proxy: false`. */
    readonly setting: string;
    /** What the part costs in a month. */
    readonly monthlyUsd: Range;
}

interface Part {
    readonly what: string;
    /** @param name of the component, as the stack file calls it */
    readonly setting: (name: string) => string;
}

/** By resource type, whose URN holds it. */
const PARTS: Readonly<Record<string, Part>> = {
    "aws:rds/proxy:Proxy": {
        what: "the proxy of the database",
        setting: (name) => `plumbline:databases.${name}.proxy: false`,
    },
    "aws:ec2/natGateway:NatGateway": {
        what: "NAT gateways",
        setting: () => "plumbline:network.nat: single (or none)",
    },
    "aws:ec2/vpcEndpoint:VpcEndpoint": {
        what: "interface endpoints",
        setting: () => "plumbline:network.interfaceEndpoints: fewer of them",
    },
    "aws:rds/clusterInstance:ClusterInstance": {
        what: "capacity of the database at rest",
        setting: (name) => `plumbline:databases.${name}.minCapacity: 0, or fewer readers`,
    },
    "aws:rds/instance:Instance": {
        what: "the database instance",
        setting: (name) => `plumbline:databases.${name}.instanceClass: a smaller one, or multiAz: false`,
    },
    "aws:elasticache/replicationGroup:ReplicationGroup": {
        what: "nodes of the cache",
        setting: (name) => `plumbline:caches.${name}.nodeType: a smaller one, or replicas: 0`,
    },
};

/** The optional parts of an estimate that cost something in any month, the dearest first. */
export function savingsIn(items: readonly CostItem[]): Saving[] {
    const found = new Map<string, Saving>();
    for (const { urn, component, monthlyUsd } of items) {
        const part = PARTS[typeOf(urn)];
        if (part === undefined) continue;
        const key = `${component}/${part.what}`;
        found.set(key, {
            component,
            what: part.what,
            setting: part.setting(component.split(" ").at(-1) ?? component),
            monthlyUsd: plus(
                ...[monthlyUsd, found.get(key)?.monthlyUsd].filter((range) => range !== undefined),
            ),
        });
    }
    return [...found.values()]
        .filter(({ monthlyUsd }) => monthlyUsd.low > 0)
        .sort((a, b) => b.monthlyUsd.low - a.monthlyUsd.low);
}
