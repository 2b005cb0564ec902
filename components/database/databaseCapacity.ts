/** Memory of a server and the connections that it allows: alarm thresholds are shares of both. */
import type { Engine } from "../../model/databaseEngines";

const GIB = 1024 ** 3;

/** An Aurora capacity unit is about 2 GiB; https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/aurora-serverless-v2.how-it-works.html. */
const BYTES_PER_CAPACITY_UNIT = 2 * GIB;

/** Memory in GiB of the size "large", by family; https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html. */
const LARGE_GIB: Readonly<Record<string, number>> = { c: 4, t: 8, m: 8, r: 16, x: 32 };

/** Smaller sizes, as parts of "large". */
const SMALLER: Readonly<Record<string, number>> = { micro: 1 / 8, small: 1 / 4, medium: 1 / 2, large: 1 };

/** Memory of an instance class such as `db.t4g.small`, in bytes; undefined for a family that is not known. */
export function classMemory(instanceClass: string): number | undefined {
    const [, family = "", times, size = ""] =
        /^db\.([a-z])\w*\.(?:(\d*)x)?(micro|small|medium|large)$/.exec(instanceClass) ?? [];
    const large = LARGE_GIB[family];
    if (large === undefined) return undefined;
    const factor = times === undefined ? SMALLER[size] : 2 * Number(times === "" ? 1 : times);
    return factor === undefined ? undefined : large * factor * GIB;
}

/** Memory of a serverless server at its largest, in bytes. */
export function capacityMemory(maxCapacity: number): number {
    return maxCapacity * BYTES_PER_CAPACITY_UNIT;
}

/**
 * Connections that a server of so much memory accepts: AWS's default formulas of `max_connections`.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraMySQL.Managing.Performance.html
 *
 * @param minCapacity of a serverless server: PostgreSQL that may shrink below 1 unit takes 2000 at most
 */
export function maxConnections(engine: Engine, memory: number, minCapacity?: number): number {
    switch (engine) {
        case "mysql":
            return Math.floor(memory / 12_582_880);
        case "aurora-mysql":
            return Math.floor(
                Math.max(Math.log2(memory / 805_306_368) * 45, Math.log2(memory / 8_187_281_408) * 1000),
            );
        default:
            return Math.floor(
                Math.min(memory / 9_531_392, minCapacity !== undefined && minCapacity < 1 ? 2000 : 5000),
            );
    }
}
