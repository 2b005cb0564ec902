import type { Log, Notification, ReportingDescriptor, Result } from "sarif";
import type { DriftReport, Finding, Verdict } from "../report";
import { changeWords, inOrder, json, plain, shownText, verdictWords } from "./text";

const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/** SARIF's rules: what can happen to a resource. The organisation's own rules, where broken, are in the message. */
const kinds: Readonly<Record<Finding["change"], string>> = {
    changed: "ResourceChanged",
    missing: "ResourceMissing",
    undeployed: "CodeNotDeployed",
    unreadable: "ResourceUnreadable",
};
const changes = Object.keys(kinds) as Finding["change"][];

/**
 * The report as SARIF 2.1.0, such as GitHub's code scanning and most dashboards of findings read. Findings keep their
 * fingerprints, so that a finding is the same one in the next run; waivers are suppressions.
 */
export function sarif(report: DriftReport): string {
    const { project, stack, verdict, exitCode, startedAt, durationMs } = report;
    const log: Log = {
        $schema: SCHEMA,
        version: "2.1.0",
        runs: [
            {
                tool: {
                    driver: {
                        name: "plumbline drift",
                        semanticVersion: `${report.version}.0.0`,
                        rules: changes.map(rule),
                    },
                },
                automationDetails: { id: `drift/${plain(project)}/${plain(stack)}/` },
                invocations: [
                    {
                        executionSuccessful: verdict !== "inconclusive",
                        exitCode,
                        exitCodeDescription: verdictWords[verdict],
                        startTimeUtc: startedAt,
                        endTimeUtc: new Date(Date.parse(startedAt) + durationMs).toISOString(),
                        toolExecutionNotifications: notifications(report),
                    },
                ],
                originalUriBaseIds: { SRCROOT: { description: { text: "The repository's root." } } },
                results: inOrder(report.findings).map((finding) => result(finding, stack)),
            },
        ],
    };
    return json(log);
}

function rule(change: Finding["change"]): ReportingDescriptor {
    return {
        id: `drift/${change}`,
        name: kinds[change],
        shortDescription: { text: `A resource is ${changeWords[change]}.` },
        defaultConfiguration: { level: change === "undeployed" ? "note" : "warning" },
    };
}

function notifications({ reasons, waivers }: DriftReport): Notification[] {
    return [
        ...reasons.map((reason): Notification => ({ level: "error", message: { text: plain(reason) } })),
        ...waivers.map(({ rule: name, urn, problem }): Notification => ({
            level: "error",
            message: { text: plain(`The waiver of ${name} for ${urn} is ${problem}.`) },
        })),
    ];
}

const levels: Readonly<Record<Verdict, Result.level>> = {
    clean: "none",
    delegatedOrWaived: "note",
    codeAhead: "note",
    drifted: "warning",
    inconclusive: "warning",
};

function result(finding: Finding, stack: string): Result {
    const { change, verdict, urn, waiver, pages } = finding;
    return {
        ruleId: `drift/${change}`,
        ruleIndex: changes.indexOf(change),
        level: pages ? "error" : levels[verdict],
        message: { text: message(finding) },
        locations: [
            {
                // Code scanning requires a file: the stack file.
                physicalLocation: {
                    artifactLocation: {
                        uri: `Pulumi.${encodeURIComponent(plain(stack))}.yaml`,
                        uriBaseId: "SRCROOT",
                    },
                    region: { startLine: 1 },
                },
                logicalLocations: [
                    { name: plain(finding.name), fullyQualifiedName: plain(urn), kind: "resource" },
                ],
            },
        ],
        partialFingerprints: { "plumblineDrift/v1": finding.fingerprint },
        ...(waiver === undefined
            ? {}
            : {
                  suppressions: [
                      {
                          kind: "external" as const,
                          status: "accepted" as const,
                          justification: plain(`${waiver.reason} (${waiver.owner}, until ${waiver.expires})`),
                      },
                  ],
              }),
        properties: {
            verdict,
            pages,
            type: finding.type,
            by: finding.by && plain(finding.by),
            at: finding.at,
        },
    };
}

function message({ type, name, change, properties, rules }: Finding): string {
    const changed = properties.map(({ path, was, is }) => `${path}: ${shownText(was)} → ${shownText(is)}`);
    const broken = rules.map(({ rule: broke, message: why }) => `breaks ${broke}: ${why}`);
    return [`${type} ${name} is ${changeWords[change]}.`, ...changed, ...broken].map(plain).join("\n");
}
