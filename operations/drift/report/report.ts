import { z } from "zod";
import { exitCodes } from "../../pulumi/failure";

/** Version of the report's shape. Grows when a field goes away or means something else, not when one is added. */
export const REPORT_VERSION = 1;

/**
 * The verdict on one resource or on a whole stack, the worst last:
 * - clean: as the state has it
 * - delegatedOrWaived: it differs, as allowed: by an autoscaler within its band, or by a waiver
 * - codeAhead: it differs from the code only, which has not been deployed yet
 * - drifted: it differs, and no delegation or waiver allows it
 * - inconclusive: the scan could not determine it; never taken for "deleted"
 */
export const verdicts = ["clean", "delegatedOrWaived", "codeAhead", "drifted", "inconclusive"] as const;
export type Verdict = (typeof verdicts)[number];

/** A value, or of a secret only that it is one and its kind. */
const shown = z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("absent") }),
    z.object({
        kind: z.literal("secret"),
        type: z.string().describe("Kind of the value: string, number, …"),
    }),
    z.object({ kind: z.literal("value"), value: z.json() }),
]);
export type Shown = z.infer<typeof shown>;

const brokenRule = z.object({
    rule: z.string(),
    level: z.enum(["mandatory", "advisory"]),
    severity: z.enum(["low", "medium", "high", "critical"]).optional(),
    message: z.string(),
});

const propertyChange = z.object({
    path: z.string().describe("Path of the property, such as ingress[0].cidrBlocks."),
    was: shown.describe("Value in the state."),
    is: shown.describe("Live value."),
    verdict: z.enum(verdicts),
    reason: z
        .string()
        .optional()
        .describe("Why it is delegated or waived, such as: desired count 2 to 10, by autoscaling."),
});

const finding = z.object({
    fingerprint: z
        .string()
        .describe(
            "The same for the same finding in every run: of URN, kind of change and paths, not of values.",
        ),
    urn: z.string(),
    type: z.string().describe("Pulumi's type token, such as aws:ec2/securityGroup:SecurityGroup."),
    name: z.string(),
    id: z.string().optional().describe("Id in AWS."),
    component: z.string().optional().describe("Name of the component it belongs to."),
    change: z.enum(["changed", "missing", "undeployed", "unreadable"]),
    verdict: z.enum(verdicts),
    properties: z.array(propertyChange),
    rules: z.array(brokenRule).describe("Rules that the live values break and those of the state did not."),
    pages: z.boolean().describe("Whether the finding is urgent: a broken rule or a missing resource."),
    by: z.string().optional().describe("Who changed it last, from CloudTrail."),
    at: z.iso.datetime().optional().describe("When that was, from CloudTrail."),
    waiver: z
        .object({ reason: z.string(), owner: z.string(), expires: z.iso.date() })
        .optional()
        .describe("The waiver that names it."),
});
export type Finding = z.infer<typeof finding>;

/** The result of a scan: the interface between scan and formats. Holds no secret value. */
export const driftReport = z.object({
    version: z.literal(REPORT_VERSION),
    project: z.string(),
    stack: z.string(),
    account: z.string().optional().describe("Account that was looked at, if it could be asked."),
    region: z.string().optional(),
    startedAt: z.iso.datetime(),
    durationMs: z.number(),
    verdict: z.enum(verdicts).describe("The worst of all."),
    exitCode: z.int(),
    reasons: z.array(z.string()).describe("Why it is inconclusive, in sentences with what to do."),
    state: z
        .object({ before: z.string(), after: z.string() })
        .describe(
            "SHA-256 of the stack's exported state before and after the scan: equal, or it is inconclusive.",
        ),
    resources: z
        .object({ scanned: z.int(), clean: z.int() })
        .describe("Resources that were read, and those that were as the state has them."),
    codeCompared: z.boolean().describe("Whether the code was compared as well."),
    findings: z.array(finding),
    waivers: z
        .array(z.object({ rule: z.string(), urn: z.string(), problem: z.enum(["expired", "unused"]) }))
        .describe("Expired or unused waivers."),
});
export type DriftReport = z.infer<typeof driftReport>;

/** How `plumb drift` ends. Documented in its --help and in docs/drift.md; never changes. */
export const verdictExitCodes: Readonly<Record<Verdict, number>> = {
    clean: exitCodes.done,
    delegatedOrWaived: exitCodes.delegated,
    codeAhead: exitCodes.codeAhead,
    drifted: exitCodes.changes,
    inconclusive: exitCodes.inconclusive,
};

/**
 * Exit code of a scan with expired or unused waivers: that is a mistake in a file, and must not hide that
 * the verdict is drifted or inconclusive.
 */
export function exitCodeFor(verdict: Verdict, areWaiversGood: boolean): number {
    const isUrgent = verdict === "drifted" || verdict === "inconclusive";
    return areWaiversGood || isUrgent ? verdictExitCodes[verdict] : exitCodes.usage;
}
