/**
 * Tables as the state has them, handed to the program by `plumb`. `ignoreChanges` keeps the capacity that a table had before;
 * one that had none, because it was on demand, has to be given one in the very update that changes the billing mode.
 */

/** Name of the variable with {@link DeployedTable}s by name, as JSON. */
export const DEPLOYED_TABLES = "PLUMBLINE_DEPLOYED_TABLES";

/** Capacity units of a table or an index. */
export interface DeployedCapacity {
    readonly read: number;
    readonly write: number;
}

/** A table as the state has it. */
export interface DeployedTable {
    /** Whether it has capacity of its own, as opposed to being on demand. */
    readonly provisioned: boolean;
    /** Capacity of the global secondary indexes, by name. */
    readonly indexes: Readonly<Record<string, DeployedCapacity>>;
}

/** Reads the variable; undefined without it, or if it is something else: then nothing is known. */
export function readDeployedTables(
    text: string | undefined,
): Readonly<Record<string, DeployedTable>> | undefined {
    if (text === undefined) return undefined;
    try {
        return JSON.parse(text) as Record<string, DeployedTable>;
    } catch {
        return undefined;
    }
}
