/**
 * Runtimes and engines of AWS, and when their support ends: the one place for these dates. `plumb doctor` and the policy
 * `runtime-supported` warn before they come.
 */

/** A service whose runtimes or engines end. */
export type RuntimeKind =
    | "lambda"
    | "synthetics"
    | "aurora-postgresql"
    | "aurora-mysql"
    | "postgres"
    | "mysql"
    | "valkey"
    | "redis"
    | "memcached";

/** When the support of one runtime or major version ends. */
export interface RuntimeEnd {
    /** Last day of standard support; undefined: AWS has named none. */
    readonly ends: string | undefined;
    /** First day on which AWS refuses to create it; undefined: AWS goes on to, mostly for a surcharge, or has named none. */
    readonly refused?: string;
}

/** Days before the end of support from which on it is said. */
export const WARN_DAYS = 180;

/**
 * When these dates were looked at: AWS's pages as others quote them. Those of Lambda stand like this in the data of
 * https://endoflife.date/aws-lambda, which a program reads off AWS's page: all but Java 17, Python 3.10 and 3.11, which it had
 * for 2026-06-30, the end of Amazon Linux 2, before AWS went on with them past it. The days on which AWS refuses .NET:
 * https://dev.to/endoflifeai/aws-lambda-net-5-6-and-8-every-deprecation-date-2k83
 */
export const READ_ON = "2026-11-30";

/** Runtimes that the components themselves use. */
export const OWN_RUNTIMES = {
    /** Of the function that changes secrets. */
    rotation: "nodejs22.x",
    /** Of the function that runs a task before a deployment. */
    taskRunner: "nodejs22.x",
    /** The newest without a browser. */
    canary: "syn-nodejs-5.2",
} as const;

/** Engine versions of caches that name none. */
export const CACHE_VERSIONS = { valkey: "8.1", redis: "7.1" } as const;

/** Where AWS writes the dates. */
export const SOURCES: Readonly<Record<RuntimeKind, string>> = {
    lambda: "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html",
    synthetics:
        "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Synthetics_Library_Nodejs.html",
    "aurora-postgresql":
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraPostgreSQLReleaseNotes/aurorapostgresql-release-calendar.html",
    "aurora-mysql":
        "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraMySQLReleaseNotes/AuroraMySQL.release-calendars.html",
    postgres:
        "https://docs.aws.amazon.com/AmazonRDS/latest/PostgreSQLReleaseNotes/postgresql-release-calendar.html",
    mysql: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/MySQL.Concepts.VersionMgmt.html",
    valkey: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html",
    redis: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html",
    memcached: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/engine-versions.html",
};

const POSTGRESQL: Readonly<Record<string, RuntimeEnd>> = {
    "13": { ends: "2026-02-28" },
    "14": { ends: "2027-02-28" },
    "15": { ends: "2028-02-29" },
    "16": { ends: "2029-02-28" },
    "17": { ends: "2030-02-28" },
    "18": { ends: "2031-02-28" },
};

/** Node.js 20 of Lambda, on which canaries of that time run, too. */
const NODE_20: RuntimeEnd = { ends: "2026-04-30", refused: "2026-08-31" };
const NODE_22: RuntimeEnd = { ends: "2027-04-30", refused: "2027-06-01" };

const ENDS: Readonly<Record<RuntimeKind, Readonly<Record<string, RuntimeEnd>>>> = {
    lambda: {
        "nodejs20.x": NODE_20,
        "nodejs22.x": NODE_22,
        "nodejs24.x": { ends: "2028-04-30" },
        "python3.10": { ends: "2026-10-31" },
        "python3.11": { ends: "2027-06-30" },
        "python3.12": { ends: "2028-10-31" },
        "python3.13": { ends: "2029-06-30" },
        "python3.14": { ends: "2029-06-30" },
        java17: { ends: "2027-06-30" },
        java21: { ends: "2029-06-30" },
        java25: { ends: "2029-06-30" },
        dotnet8: { ends: "2026-11-10", refused: "2027-02-01" },
        dotnet10: { ends: "2028-11-14", refused: "2028-12-14" },
        "ruby3.3": { ends: "2027-03-31" },
        "ruby3.4": { ends: "2028-03-31" },
        "provided.al2023": { ends: "2029-06-30" },
    },
    // A runtime of Synthetics ends with the runtime of Lambda that it stands on.
    synthetics: {
        "syn-nodejs-3.0": NODE_20,
        "syn-nodejs-3.1": NODE_20,
        "syn-nodejs-4.0": NODE_22,
        "syn-nodejs-4.1": NODE_22,
        "syn-nodejs-4.2": NODE_22,
        // The newest generation: AWS names its end once there is another.
        "syn-nodejs-5.0": { ends: undefined },
        "syn-nodejs-5.1": { ends: undefined },
        "syn-nodejs-5.2": { ends: undefined },
    },
    "aurora-postgresql": POSTGRESQL,
    postgres: POSTGRESQL,
    "aurora-mysql": { "8.0": { ends: "2028-04-30" }, "8.4": { ends: "2032-04-30" } },
    mysql: { "8.0": { ends: "2026-07-31" }, "8.4": { ends: "2032-04-30" } },
    valkey: { "7": { ends: undefined }, "8": { ends: undefined }, "9": { ends: undefined } },
    redis: {
        "4": { ends: "2026-01-31" },
        "5": { ends: "2026-01-31" },
        "6": { ends: "2027-01-31" },
        "7": { ends: undefined },
    },
    memcached: { "1": { ends: undefined } },
};

/** Names of a kind's runtimes or versions whose dates are known. */
export function knownRuntimes(kind: RuntimeKind): string[] {
    return Object.keys(ENDS[kind]);
}

/** When a runtime, or an engine's version such as `16.4`, ends; undefined if it is not known here. */
export function endOf(kind: RuntimeKind, version: string): RuntimeEnd | undefined {
    const ends = ENDS[kind];
    if (version in ends) return ends[version];
    const [major = "", minor = ""] = version.split(/[.]/);
    return ends[`${major}.${minor}`] ?? ends[major];
}

/** How a runtime stands on a day. */
export interface RuntimeState {
    readonly state: "supported" | "ends soon" | "ended" | "refused" | "unknown";
    /** What is said of it; empty while it is supported. */
    readonly text: string;
}

/** How a runtime stands on a day, `2026-11-30`. */
export function runtimeOn(
    kind: RuntimeKind,
    version: string,
    day: string,
    warnDays = WARN_DAYS,
): RuntimeState {
    const end = endOf(kind, version);
    if (end === undefined) {
        return { state: "unknown", text: `nothing is known here about its end; see ${SOURCES[kind]}` };
    }
    const { ends, refused } = end;
    if (refused !== undefined && day >= refused) {
        return {
            state: "refused",
            text: `AWS creates none since ${refused}; its support ended on ${ends ?? refused}`,
        };
    }
    if (ends === undefined) return { state: "supported", text: "" };
    const days = Math.round((Date.parse(ends) - Date.parse(day)) / 86_400_000);
    if (days < 0) return { state: "ended", text: `its support ended on ${ends}` };
    return days < warnDays
        ? { state: "ends soon", text: `its support ends on ${ends}, in ${days} days` }
        : { state: "supported", text: "" };
}

/** The day of a moment, in UTC. */
export function dayOf(now: Date): string {
    return now.toISOString().slice(0, 10);
}
