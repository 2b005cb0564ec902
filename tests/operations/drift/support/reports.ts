/** Drift reports for tests: one with a sample of every content, and random ones of fast-check. */
import * as fc from "fast-check";
import {
    type DriftReport,
    type Finding,
    REPORT_VERSION,
    verdicts,
} from "../../../../operations/drift/report/report";

/** Stands where a secret's value must never be. */
export const SECRET = "hunter2-must-never-be-seen";

const urn = (type: string, name: string): string => `urn:pulumi:prod::plumbline::${type}::${name}`;

export function finding(change: Partial<Finding> = {}): Finding {
    const type = change.type ?? "aws:ec2/securityGroup:SecurityGroup";
    const name = change.name ?? "shop-tasks";
    return {
        fingerprint: "1f0c5d8a41b2",
        urn: urn(type, name),
        type,
        name,
        change: "changed",
        verdict: "drifted",
        properties: [],
        rules: [],
        pages: false,
        ...change,
    };
}

export function report(change: Partial<DriftReport> = {}): DriftReport {
    return {
        version: REPORT_VERSION,
        project: "plumbline",
        stack: "prod",
        account: "333333333333",
        region: "eu-west-1",
        startedAt: "2026-11-20T06:00:00Z",
        durationMs: 42_000,
        verdict: "clean",
        exitCode: 0,
        reasons: [],
        state: { before: "ab12cd34ef56ab12cd34", after: "ab12cd34ef56ab12cd34" },
        resources: { scanned: 328, clean: 328 },
        codeCompared: true,
        findings: [],
        waivers: [],
        ...change,
    };
}

/** A report with a sample of every possible content. */
export const everything: DriftReport = report({
    verdict: "drifted",
    exitCode: 7,
    resources: { scanned: 328, clean: 323 },
    findings: [
        finding({
            fingerprint: "delegated-1",
            type: "aws:ecs/service:Service",
            name: "admin",
            verdict: "delegatedOrWaived",
            properties: [
                {
                    path: "desiredCount",
                    was: { kind: "value", value: 2 },
                    is: { kind: "value", value: 4 },
                    verdict: "delegatedOrWaived",
                    reason: "desired count 2 to 10, by autoscaling",
                },
            ],
        }),
        finding({
            fingerprint: "opened-1",
            properties: [
                {
                    path: "ingress[0].cidrBlocks",
                    was: { kind: "value", value: ["10.0.0.0/8"] },
                    is: { kind: "value", value: ["0.0.0.0/0"] },
                    verdict: "drifted",
                },
                {
                    path: "description",
                    was: { kind: "value", value: "Tasks | of <b>shop</b>\n`now` \\| @everyone #1" },
                    is: { kind: "absent" },
                    verdict: "drifted",
                },
            ],
            rules: [
                {
                    rule: "ec2/no-open-ingress",
                    level: "mandatory",
                    severity: "critical",
                    message: "ingress[0].cidrBlocks is open to the world; name the networks.",
                },
            ],
            pages: true,
            by: "arn:aws:sts::333333333333:assumed-role/admin/eve@example.com",
            at: "2026-11-20T03:12:45Z",
        }),
        finding({
            fingerprint: "secret-1",
            type: "aws:secretsmanager/secretVersion:SecretVersion",
            name: "payment",
            properties: [
                {
                    path: "secretString",
                    was: { kind: "secret", type: "string" },
                    is: { kind: "secret", type: "string" },
                    verdict: "drifted",
                },
            ],
        }),
        finding({
            fingerprint: "missing-1",
            type: "aws:s3/bucketPolicy:BucketPolicy",
            name: "uploads",
            change: "missing",
            pages: true,
        }),
        finding({
            fingerprint: "ahead-1",
            type: "aws:lambda/function:Function",
            name: "orders",
            change: "undeployed",
            verdict: "codeAhead",
            properties: [
                {
                    path: "timeout",
                    was: { kind: "value", value: 10 },
                    is: { kind: "value", value: 20 },
                    verdict: "codeAhead",
                },
            ],
        }),
        finding({
            fingerprint: "waived-1",
            type: "aws:rds/cluster:Cluster",
            name: "app",
            verdict: "delegatedOrWaived",
            properties: [
                {
                    path: "backupRetentionPeriod",
                    was: { kind: "value", value: 35 },
                    is: { kind: "value", value: 7 },
                    verdict: "delegatedOrWaived",
                },
            ],
            waiver: { reason: "Restore exercise", owner: "data", expires: "2026-12-01" },
        }),
    ],
    waivers: [{ rule: "drift/tags", urn: "urn:pulumi:prod::plumbline::*::*", problem: "unused" }],
});

/** An inconclusive scan. */
export const inconclusive: DriftReport = report({
    verdict: "inconclusive",
    exitCode: 9,
    resources: { scanned: 0, clean: 0 },
    codeCompared: false,
    reasons: ["The credentials belong to account 222222222222, not to 333333333333: sign in to that."],
});

/** Text that tries to break out of whatever it is put into. */
export const nastyText = fc.oneof(
    fc.string({ unit: "binary", maxLength: 40 }),
    fc
        .array(
            fc.oneof(
                fc.constantFrom(
                    ..."|<>&\"'`\\\n\r\t*_[]()#@!~$^{}-:;/ ab1",
                    "\u001b[31m",
                    "\u001b]8;;http://x\u0007",
                    "]]>",
                    "-->",
                    "<!--",
                    "&amp;",
                    "</code>",
                    "@octocat",
                    "https://example.com",
                    "\u202e",
                    "\ud800",
                    "\uffff",
                ),
            ),
            { maxLength: 25 },
        )
        .map((parts) => parts.join("")),
);

const shown = fc.oneof(
    fc.constant({ kind: "absent" as const }),
    fc.record({ kind: fc.constant("secret" as const), type: fc.constantFrom("string", "number", "object") }),
    fc.record({ kind: fc.constant("value" as const), value: nastyText }),
);

export const anyFinding: fc.Arbitrary<Finding> = fc.record(
    {
        fingerprint: fc.stringMatching(/^[0-9a-f]{12}$/),
        urn: nastyText,
        type: nastyText,
        name: nastyText,
        change: fc.constantFrom("changed", "missing", "undeployed", "unreadable"),
        verdict: fc.constantFrom(...verdicts),
        properties: fc.array(
            fc.record(
                {
                    path: nastyText,
                    was: shown,
                    is: shown,
                    verdict: fc.constantFrom(...verdicts),
                    reason: nastyText,
                },
                { requiredKeys: ["path", "was", "is", "verdict"] },
            ),
            { maxLength: 3 },
        ),
        rules: fc.array(
            fc.record({
                rule: nastyText,
                level: fc.constantFrom("mandatory", "advisory"),
                message: nastyText,
            }),
            { maxLength: 2 },
        ),
        pages: fc.boolean(),
        by: nastyText,
        waiver: fc.record({ reason: nastyText, owner: nastyText, expires: fc.constant("2026-12-01") }),
    },
    {
        requiredKeys: [
            "fingerprint",
            "urn",
            "type",
            "name",
            "change",
            "verdict",
            "properties",
            "rules",
            "pages",
        ],
    },
);

export const anyReport: fc.Arbitrary<DriftReport> = fc
    .record({
        stack: nastyText,
        verdict: fc.constantFrom(...verdicts),
        reasons: fc.array(nastyText, { maxLength: 2 }),
        findings: fc.array(anyFinding, { maxLength: 4 }),
        waivers: fc.array(
            fc.record({ rule: nastyText, urn: nastyText, problem: fc.constantFrom("expired", "unused") }),
            { maxLength: 2 },
        ),
    })
    .map(report);
