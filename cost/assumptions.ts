/** Usage that no program contains. The only such table; options replace each number. */
import type { Range } from "./types";

interface Assumption extends Range {
    readonly unit: string;
    /** Noun that the amount counts, each month. */
    readonly meaning: string;
}

const million = 1_000_000;

/** A small product: from a month with little traffic to a busy one. */
export const ASSUMPTIONS = {
    apiRequests: { low: 0.1 * million, high: 2 * million, unit: "requests", meaning: "of each API" },
    archivedGb: { low: 0.05, high: 2, unit: "GB", meaning: "of events, into each archive of a bus" },
    auroraGb: { low: 2, high: 20, unit: "GB", meaning: "stored in each Aurora cluster" },
    auroraIo: {
        low: 0.5 * million,
        high: 20 * million,
        unit: "requests",
        meaning: "of each Aurora cluster to its storage",
    },
    backupGb: { low: 1, high: 50, unit: "GB", meaning: "of recovery points in each vault of AWS Backup" },
    bucketGb: { low: 1, high: 20, unit: "GB", meaning: "stored in each bucket" },
    bucketReads: {
        low: 0.01 * million,
        high: 1 * million,
        unit: "requests",
        meaning: "that read from each bucket",
    },
    bucketWrites: {
        low: 1000,
        high: 0.1 * million,
        unit: "requests",
        meaning: "that write to or list each bucket",
    },
    buildMinutes: { low: 30, high: 600, unit: "minutes", meaning: "of each CodeBuild project" },
    busEvents: { low: 0.05 * million, high: 1 * million, unit: "events", meaning: "put on each bus" },
    canaryRuns: { low: 730, high: 8760, unit: "runs", meaning: "of each canary whose schedule is no rate" },
    cdnGb: { low: 1, high: 50, unit: "GB", meaning: "from each CloudFront distribution to viewers" },
    cdnRequests: {
        low: 0.1 * million,
        high: 2 * million,
        unit: "requests",
        meaning: "to each CloudFront distribution",
    },
    configEvaluations: { low: 200, high: 2000, unit: "evaluations", meaning: "of each AWS Config rule" },
    configItems: {
        low: 300,
        high: 3000,
        unit: "items",
        meaning: "that AWS Config records: changes of resources",
    },
    databaseBackupGb: {
        low: 0,
        high: 20,
        unit: "GB",
        meaning: "of backups beyond the size of each database",
    },
    emails: { low: 10, high: 1000, unit: "e-mails", meaning: "to each subscriber by e-mail" },
    emailsSent: {
        low: 1000,
        high: 100_000,
        unit: "e-mails",
        meaning: "through each configuration set of SES",
    },
    endpointGb: { low: 1, high: 50, unit: "GB", meaning: "through each interface endpoint" },
    functionCalls: { low: 0.05 * million, high: 1 * million, unit: "calls", meaning: "of each function" },
    functionMs: { low: 50, high: 200, unit: "ms", meaning: "that a call of a function takes, on average" },
    guardDutyEvents: {
        low: 0.2 * million,
        high: 2 * million,
        unit: "events",
        meaning: "of the account that GuardDuty looks at",
    },
    guardDutyFeature: {
        low: 1,
        high: 10,
        unit: "units",
        meaning: "of each GuardDuty feature: million events, GB or vCPUs",
    },
    guardDutyGb: { low: 1, high: 20, unit: "GB", meaning: "of flow and DNS logs that GuardDuty looks at" },
    imageGb: { low: 0.5, high: 5, unit: "GB", meaning: "in each image repository" },
    insightsMetrics: {
        low: 15,
        high: 40,
        unit: "metrics",
        meaning: "of Container Insights for each service",
    },
    insightsMetricsEnhanced: {
        low: 60,
        high: 300,
        unit: "metrics",
        meaning: "of enhanced Container Insights for each service",
    },
    keyRequests: { low: 0.01 * million, high: 0.5 * million, unit: "requests", meaning: "to each KMS key" },
    loadBalancerUnits: {
        low: 0.1,
        high: 1,
        unit: "LCU",
        meaning: "that each load balancer uses, on average",
    },
    logGb: { low: 0.05, high: 1, unit: "GB", meaning: "written to each log group" },
    messages: { low: 0.05 * million, high: 1 * million, unit: "messages", meaning: "to each topic" },
    natGb: { low: 5, high: 100, unit: "GB", meaning: "through each NAT gateway" },
    pipelineMinutes: { low: 30, high: 300, unit: "minutes", meaning: "of actions of each pipeline" },
    queueRequests: {
        low: 0.1 * million,
        high: 2 * million,
        unit: "requests",
        meaning: "to each queue, empty polls among them",
    },
    scheduleRuns: { low: 30, high: 9000, unit: "runs", meaning: "of each schedule" },
    secretCalls: { low: 1000, high: 0.1 * million, unit: "calls", meaning: "that read each secret" },
    securityChecks: { low: 2000, high: 10_000, unit: "checks", meaning: "of Security Hub for each standard" },
    snapshotGb: { low: 0, high: 5, unit: "GB", meaning: "of snapshots beyond the free one of each cache" },
    tableGb: { low: 0.1, high: 10, unit: "GB", meaning: "stored in each DynamoDB table" },
    tableReads: {
        low: 0.1 * million,
        high: 5 * million,
        unit: "units",
        meaning: "read from each table that is paid by request",
    },
    tableWrites: {
        low: 0.02 * million,
        high: 1 * million,
        unit: "units",
        meaning: "written to each table that is paid by request",
    },
    taskMinutes: { low: 1, high: 10, unit: "minutes", meaning: "that a run of a task by the clock takes" },
    taskRuns: {
        low: 30,
        high: 744,
        unit: "runs",
        meaning: "of each task on a schedule that is no rate, or on events",
    },
    traces: {
        low: 0.02 * million,
        high: 0.5 * million,
        unit: "traces",
        meaning: "recorded by X-Ray for each sampling rule",
    },
    trailEvents: {
        low: 0.1 * million,
        high: 2 * million,
        unit: "events",
        meaning: "of data that each trail records, if it does",
    },
    users: { low: 100, high: 5000, unit: "users", meaning: "of each user pool who sign in" },
    webAclRequests: {
        low: 0.1 * million,
        high: 2 * million,
        unit: "requests",
        meaning: "that each web ACL looks at",
    },
    zoneQueries: {
        low: 0.05 * million,
        high: 2 * million,
        unit: "queries",
        meaning: "to each zone, aliases not among them",
    },
} as const satisfies Readonly<Record<string, Assumption>>;

export type AssumptionName = keyof typeof ASSUMPTIONS;
export type Assumptions = Readonly<Record<AssumptionName, Range>>;

/** Names of all assumptions, sorted. */
export const ASSUMPTION_NAMES = Object.keys(ASSUMPTIONS).sort() as AssumptionName[];

/**
 * The table with some numbers replaced: by one for both limits, by `{low, high}`, or by text such as `5` or `5..50`.
 *
 * @returns all problems in words instead, if there are any; empty if not
 */
export function readAssumptions(given: unknown): { assumptions: Assumptions; problems: string[] } {
    const problems: string[] = [];
    const assumptions: Record<string, Range> = { ...ASSUMPTIONS };
    if (!isMap(given)) {
        return { assumptions: ASSUMPTIONS, problems: ["assumptions: a map of names to numbers is required"] };
    }
    for (const [name, value] of Object.entries(given)) {
        const range = rangeOf(value);
        if (!(name in ASSUMPTIONS)) {
            problems.push(`${name}: unknown assumption; valid names: ${ASSUMPTION_NAMES.join(", ")}`);
        } else if (!isRange(range)) {
            problems.push(
                `${name}: ${JSON.stringify(value)} is neither a number from 0 nor a range such as 5..50`,
            );
        } else {
            assumptions[name] = { low: range.low, high: range.high };
        }
    }
    return { assumptions: assumptions as Assumptions, problems };
}

function rangeOf(value: unknown): unknown {
    if (typeof value === "number") return { low: value, high: value };
    if (typeof value !== "string") return value;
    const [, low = "", high = low] = /^([\d.]+?)(?:\.\.([\d.]+))?$/.exec(value.trim()) ?? [];
    return low === "" ? value : { low: Number(low), high: Number(high) };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isRange(value: unknown): value is Range {
    if (!isMap(value)) return false;
    const { low, high, ...rest } = value;
    return (
        typeof low === "number" &&
        typeof high === "number" &&
        Object.keys(rest).length === 0 &&
        low >= 0 &&
        low <= high &&
        high < Number.POSITIVE_INFINITY
    );
}
