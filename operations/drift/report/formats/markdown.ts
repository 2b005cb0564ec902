import type { DriftReport, Finding, Verdict } from "../report";
import { code, prose } from "./escape";
import { changeWords, counted, inOrder, plain, shownText, verdictWords } from "./text";

export interface MarkdownOptions {
    /** Characters at most; findings that have no room are counted instead. @default no limit */
    readonly limit?: number;
    /** How long a finding is known, as text for a column of its own. @default no such column */
    readonly age?: (finding: Finding) => string;
}

/** Characters of a value at most: whole policies would drown everything else, and the JSON report has them. */
const VALUE_LENGTH = 160;

const headings: readonly [Verdict, string][] = [
    ["inconclusive", "Not determined"],
    ["drifted", "Drifted"],
    ["codeAhead", "In the code, not deployed yet"],
    ["delegatedOrWaived", "Delegated or waived: nothing to do"],
];

/** The report as a page in GitHub's Markdown. */
export function markdown(report: DriftReport, options: MarkdownOptions = {}): string {
    const limit = options.limit ?? Number.POSITIVE_INFINITY;
    const findings = inOrder(report.findings);
    let kept = findings.length;
    let text = page(report, findings, options);
    while (text.length > limit && kept > 0) {
        kept = Math.floor(kept * Math.min(0.9, limit / text.length));
        text = page(report, findings.slice(0, kept), options);
    }
    // Without a single finding it is too long only if reasons or waivers are without end.
    return text.slice(0, limit);
}

function page(report: DriftReport, findings: readonly Finding[], options: MarkdownOptions): string {
    const left = report.findings.length - findings.length;
    return [
        `# Drift of ${prose(`${report.project}/${report.stack}`)}: ${verdictWords[report.verdict]}`,
        overview(report),
        list(report.reasons.map(prose)),
        ...headings.map(([verdict, heading]) => section(heading, withVerdict(findings, verdict), options)),
        left > 0
            ? `**${counted(left, "more finding")}**, for which there is no room: see the JSON report.`
            : "",
        waivers(report),
        footer(report),
    ]
        .filter((part) => part !== "")
        .join("\n\n")
        .concat("\n");
}

function withVerdict(findings: readonly Finding[], wanted: Verdict): Finding[] {
    return findings.filter(({ verdict }) => verdict === wanted);
}

function overview({ resources, findings, account, region, startedAt, durationMs }: DriftReport): string {
    const urgent = findings.filter(({ pages }) => pages).length;
    const place = [account && `account ${code(account)}`, region && code(region)].filter(Boolean).join(", ");
    return [
        `${counted(resources.scanned, "resource")} read, ${resources.clean} as the state has them, ` +
            `${counted(findings.length, "finding")}${urgent > 0 ? `, **${urgent} urgent**` : ""}.`,
        `Scanned at ${prose(startedAt)} in ${Math.round(durationMs / 1000)} s${place && ` in ${place}`}.`,
    ].join(" ");
}

function section(heading: string, findings: readonly Finding[], { age }: MarkdownOptions): string {
    if (findings.length === 0) return "";
    const columns = ["Resource", "Property", "Was", "Is", "Since, by", "Rule or reason"];
    const head = age === undefined ? columns : ["Found", ...columns];
    const rows = findings.flatMap((finding) =>
        rowsOf(finding).map((cells, index) => {
            const found = index === 0 ? prose(age?.(finding) ?? "") : "";
            return age === undefined ? cells : [found, ...cells];
        }),
    );
    const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
    return `## ${heading} (${findings.length})\n\n${lines.join("\n")}`;
}

/** One row a property, or one for a finding without any; the finding's own texts are in the first. */
function rowsOf(finding: Finding): string[][] {
    const { properties } = finding;
    const resource = `${finding.pages ? "🔴 " : ""}${code(finding.name)}<br>${code(finding.type)}`;
    const known = [finding.at && prose(finding.at), finding.by && code(finding.by)].filter(Boolean);
    const first = [resource, known.join("<br>"), notes(finding).join("<br>")] as const;
    if (properties.length === 0) {
        return [[first[0], changeWords[finding.change], "", "", first[1], first[2]]];
    }
    return properties.map(({ path, was, is, reason }, index) => {
        const [name, since, why] = index === 0 ? first : ["", "", ""];
        const reasons = [why, reason === undefined ? "" : prose(reason)].filter((text) => text !== "");
        const values = [was, is].map((value) => code(shownText(value, VALUE_LENGTH)));
        return [name, code(path), ...values, since, reasons.join("<br>")];
    });
}

function notes({ rules, waiver, change, properties }: Finding): string[] {
    return [
        ...(change === "changed" || properties.length === 0 ? [] : [changeWords[change]]),
        ...rules.map(({ rule, level, message }) => `${code(rule)} (${level}): ${prose(message)}`),
        ...(waiver === undefined
            ? []
            : [`waived until ${prose(waiver.expires)} by ${code(waiver.owner)}: ${prose(waiver.reason)}`]),
    ];
}

function waivers(report: DriftReport): string {
    const problems = report.waivers.map(
        ({ rule, urn, problem }) => `${code(rule)} for ${code(urn)}: ${problem}`,
    );
    return problems.length === 0 ? "" : `## Expired or unused waivers\n\n${list(problems)}`;
}

function footer({ state, codeCompared }: DriftReport): string {
    const same = state.before === state.after ? "unchanged by the scan" : "**changed during the scan**";
    const compared = codeCompared ? "" : " The code was not compared.";
    return `State ${code(plain(state.before).slice(0, 12))}, ${same}.${compared}`;
}

function list(items: readonly string[]): string {
    return items.map((item) => `- ${item}`).join("\n");
}
