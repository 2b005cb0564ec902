/** Resources that a region of an account has once: in the stack's own, and in us-east-1 where the stack has detectors there. */
import { EDGE, hasEdge } from "../../config/derived/edge";
import type { Settings } from "../../config/validate";
import type { SingletonMode } from "../../model/singleton";
import { member, type Singleton } from "./singletons";

const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";

type Wanted = ReturnType<Singleton["wanted"]>;
type Detector = "guardDuty" | "securityHub" | "accessAnalyzer";

/** Mode of a detector in us-east-1: its own key's, or the one that it has in the stack's region; undefined without any. */
function edgeMode(settings: Settings, part: Detector): SingletonMode | undefined {
    const { edgeDetectors, [part]: mode } = settings.security;
    if (!hasEdge(settings)) return undefined;
    return mode === "skip" ? mode : (edgeDetectors ?? mode);
}

/** A singleton in the stack's region, and the same one in us-east-1. */
function twice(
    part: Detector,
    singleton: Omit<Singleton, "key" | "wanted">,
    adopts?: AdoptedName,
): Singleton[] {
    const wants = (settings: Settings, mode: SingletonMode | undefined): Wanted =>
        mode && { mode, adopts: adopts?.(settings) };
    return [
        {
            ...singleton,
            key: `security.${part}`,
            wanted: (settings) => wants(settings, settings.security[part]),
        },
        {
            ...singleton,
            key: "security.edgeDetectors",
            what: `${singleton.what} in ${EDGE}`,
            wanted: (settings) => wants(settings, edgeMode(settings, part)),
            question: { ...singleton.question, region: EDGE },
            adopt: (name) =>
                adopts === undefined
                    ? "set plumbline:security.edgeDetectors: adopt"
                    : `set plumbline:security.edgeDetectors: skip, or plumbline:security: { edgeDetectors: adopt, accessAnalyzer: adopt, analyzerName: "${name}" }`,
        },
    ];
}

/** The name that is adopted, of what has one. */
type AdoptedName = (settings: Settings) => string | undefined;

/** The log group that GuardDuty writes scans for malware to, which it makes itself where nobody has. */
const MALWARE: Pick<Singleton, "type" | "id" | "what" | "found"> = {
    type: LOG_GROUP,
    id: "/aws/guardduty/malware-scan-events",
    what: "GuardDuty's log group of scans for malware",
    found: (text) => member("logGroupName")(text).filter((name) => name === MALWARE.id),
};

const groups = (prefix: string, region?: string): Singleton["question"] => ({
    service: "logs",
    ...(region === undefined ? {} : { region }),
    method: "POST",
    target: "Logs_20140328.DescribeLogGroups",
    body: JSON.stringify({ logGroupNamePrefix: prefix }),
});

const withoutScans = (name: string): string =>
    `delete log group ${name}, which has another key than this stack's, or set plumbline:security.guardDutyFeatures: { ebsMalware: false }`;

const scans = (settings: Settings, mode: SingletonMode | undefined): Wanted =>
    mode === "create" && settings.security.guardDutyFeatures.ebsMalware ? { mode } : undefined;

export const regionalSingletons: readonly Singleton[] = [
    ...twice("guardDuty", {
        type: "aws:guardduty/detector:Detector",
        what: "a detector of GuardDuty",
        question: { service: "guardduty", method: "GET", path: "/detector" },
        found: (text) => (JSON.parse(text) as { detectorIds?: string[] }).detectorIds ?? [],
        adopt: () => "set plumbline:security.guardDuty: adopt",
    }),
    ...twice("securityHub", {
        type: "aws:securityhub/account:Account",
        what: "Security Hub",
        question: { service: "securityhub", method: "GET", path: "/accounts" },
        found: member("HubArn"),
        adopt: () => "set plumbline:security.securityHub: adopt",
    }),
    ...twice(
        "accessAnalyzer",
        {
            type: "aws:accessanalyzer/analyzer:Analyzer",
            what: "an analyzer of its own access",
            // One of each type: https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-quotas.html
            question: { service: "access-analyzer", method: "GET", path: "/analyzer?type=ACCOUNT" },
            found: member("name"),
            adopt: (name) => `set plumbline:security: { accessAnalyzer: adopt, analyzerName: "${name}" }`,
        },
        ({ security, project, stack }) => security.analyzerName ?? `${project}-${stack}`,
    ),
    {
        ...MALWARE,
        key: "security.guardDuty",
        wanted: (settings) => scans(settings, settings.security.guardDuty),
        question: groups(String(MALWARE.id)),
        adopt: withoutScans,
    },
    {
        ...MALWARE,
        key: "security.edgeDetectors",
        what: `${MALWARE.what} in ${EDGE}`,
        wanted: (settings) => scans(settings, edgeMode(settings, "guardDuty")),
        question: groups(String(MALWARE.id), EDGE),
        adopt: withoutScans,
    },
    {
        key: "logs.osMetrics",
        type: LOG_GROUP,
        id: "RDSOSMetrics",
        what: "the log group RDSOSMetrics",
        wanted: ({ logs, databases }) =>
            Object.keys(databases).length > 0 ? { mode: logs.osMetrics } : undefined,
        question: groups("RDSOSMetrics"),
        found: (text) => member("logGroupName")(text).filter((name) => name === "RDSOSMetrics"),
        adopt: () => "set plumbline:logs.osMetrics: adopt",
    },
];
