import * as scaling from "@pulumi/aws/appautoscaling";
import * as pulumi from "@pulumi/pulumi";

import type { Delegation } from "../../model/delegation";
import type { DeployedTable } from "../../model/deployedTables";

/** Capacity units (requests a second) at least and at most. */
interface Limits {
    readonly min: number;
    readonly max: number;
}

/** Limits of a table, and of each of its indexes. */
export interface TableCapacity {
    readonly read: Limits;
    readonly write: Limits;
}

/** Percent of the capacity that is kept in use. */
const TARGET_PERCENT = 70;

/** Lets the capacity of a table and its indexes follow the load. */
export function scaleTable(
    name: string,
    tableName: pulumi.Input<string>,
    indexNames: readonly string[],
    capacity: TableCapacity,
    options: pulumi.CustomResourceOptions,
): void {
    scale(name, "table", pulumi.interpolate`table/${tableName}`, capacity, options);
    for (const index of indexNames) {
        const id = pulumi.interpolate`table/${tableName}/index/${index}`;
        scale(`${name}-${index}`, "index", id, capacity, options);
    }
}

/** Scaling decides about the capacity of the table and of its indexes. */
export function scaledCapacity(name: string, { read, write }: TableCapacity): Delegation[] {
    const common = { type: "aws:dynamodb/table:Table", name, by: "Application Auto Scaling" };
    return ["", "globalSecondaryIndexes[*]."].flatMap((place) => [
        { ...common, path: `${place}readCapacity`, band: read },
        { ...common, path: `${place}writeCapacity`, band: write },
    ]);
}

/**
 * Paths of the capacity that scaling has set. `ignoreChanges` puts the former value in the place of the new one, and where
 * there was none, none: so that a table that was on demand would be sent without, which DynamoDB refuses. Indexes stand
 * by their place in the list, and a new one moves the others.
 */
export function scaledProperties(indexNames: readonly string[], deployed?: DeployedTable): string[] {
    if (deployed?.provisioned === false) return [];
    const known = deployed === undefined ? indexNames : Object.keys(deployed.indexes).sort();
    const places =
        known.join() === indexNames.join() ? indexNames.map((_, at) => `globalSecondaryIndexes[${at}].`) : [];
    return ["", ...places].flatMap((place) => [`${place}readCapacity`, `${place}writeCapacity`]);
}

/** The capacity of an index: what it has, or at first the minimum. */
export function indexCapacity(
    index: string,
    { read, write }: TableCapacity,
    deployed?: DeployedTable,
): { readCapacity: number; writeCapacity: number } {
    const has = deployed?.provisioned ? deployed.indexes[index] : undefined;
    return { readCapacity: has?.read ?? read.min, writeCapacity: has?.write ?? write.min };
}

function scale(
    name: string,
    what: "table" | "index",
    resourceId: pulumi.Output<string>,
    capacity: TableCapacity,
    options: pulumi.CustomResourceOptions,
): void {
    for (const [key, direction] of [["read", "Read"] as const, ["write", "Write"] as const]) {
        const target = new scaling.Target(
            `${name}-${key}`,
            {
                serviceNamespace: "dynamodb",
                resourceId,
                scalableDimension: `dynamodb:${what}:${direction}CapacityUnits`,
                minCapacity: capacity[key].min,
                maxCapacity: capacity[key].max,
            },
            options,
        );
        new scaling.Policy(
            `${name}-${key}`,
            {
                policyType: "TargetTrackingScaling",
                serviceNamespace: target.serviceNamespace,
                resourceId: target.resourceId,
                scalableDimension: target.scalableDimension,
                targetTrackingScalingPolicyConfiguration: {
                    predefinedMetricSpecification: {
                        predefinedMetricType: `DynamoDB${direction}CapacityUtilization`,
                    },
                    targetValue: TARGET_PERCENT,
                },
            },
            options,
        );
    }
}
