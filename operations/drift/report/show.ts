import pc from "picocolors";
import { duration } from "../../text/duration";
import { table } from "../../text/table";
import { plain, shownText } from "./formats/text";
import type { DriftReport, Finding, Shown, Verdict } from "./report";

/** The report as text: verdict, reasons, and a table of the differences. */
export function show(report: DriftReport): string {
    const { findings, resources, reasons, stack, verdict } = report;
    const parts = [
        ...(findings.length > 0 ? [table(headings, findings.flatMap(rows))] : []),
        ...reasons.map((reason) => `${pc.yellow("inconclusive:")} ${plain(reason)}`),
        ...report.waivers.map(
            ({ rule, urn, problem }) =>
                `${pc.yellow("waiver")} ${plain(rule)} for ${plain(urn)} is ${problem}`,
        ),
        `Stack "${plain(stack)}": ${colors[verdict](titles[verdict])}. ${resources.scanned} resources read, ` +
            `${resources.clean} as the state has them${report.codeCompared ? "" : "; the code was not compared"}, ` +
            `in ${duration(report.durationMs)}. State ${
                report.state.before === report.state.after ? "untouched" : "changed during the scan"
            } (SHA-256 ${report.state.before.slice(0, 12)}…).`,
    ];
    return parts.join("\n\n");
}

const headings = ["Resource", "Property", "Was → is", "Since", "By", "Rule broken", "Verdict"];

const titles: Readonly<Record<Verdict, string>> = {
    clean: "clean",
    delegatedOrWaived: "delegated or waived changes only",
    codeAhead: "code not deployed yet",
    drifted: "drifted",
    inconclusive: "inconclusive",
};

const colors: Readonly<Record<Verdict, (text: string) => string>> = {
    clean: pc.green,
    delegatedOrWaived: pc.green,
    codeAhead: pc.cyan,
    drifted: pc.red,
    inconclusive: pc.yellow,
};

/**
 * One row a property; a value equal to the row above is left out. Names, tags and authors are foreign text
 * from AWS: none of it may control the terminal.
 */
function rows(finding: Finding): string[][] {
    const { type, name, at, rules, properties, change, verdict } = finding;
    const by = plain(finding.by ?? "");
    const shortType = type.replace(/^(\w+):(\w+)\/\w+:(\w+)$/, "$2.$3");
    const broken = rules.map(({ rule }) => plain(rule)).join("\n");
    const since = at === undefined ? "" : plain(at).replace("T", " ").slice(0, 16);
    const resource = plain(`${shortType} ${name}`);
    if (properties.length === 0) {
        return [[resource, "", change, since, by, broken, colors[verdict](short[verdict])]];
    }
    return properties.map(({ path, was, is, verdict: own, reason }, index) => [
        index === 0 ? resource : "",
        plain(path),
        wrap(change === "undeployed" && path === "" ? plain(reason ?? "") : `${text(was)} → ${text(is)}`),
        index === 0 ? since : "",
        index === 0 ? by : "",
        index === 0 ? broken : "",
        colors[own](short[own]) + (reason && path !== "" ? `\n${wrap(plain(reason), 40)}` : ""),
    ]);
}

const short: Readonly<Record<Verdict, string>> = {
    clean: "clean",
    delegatedOrWaived: "delegated",
    codeAhead: "code ahead",
    drifted: "drifted",
    inconclusive: "inconclusive",
};

/** A value in a few characters. */
export function text(shown: Shown): string {
    return shownText(shown, longest);
}

const longest = 60;

function wrap(long: string, width = 44): string {
    const lines = long.replaceAll(new RegExp(`(?=.{${width + 1}})(.{1,${width}})( |$)`, "g"), "$1\n");
    // GitHub Actions takes a line of a log that begins with two colons for a command to itself.
    return lines.replaceAll(/^(?=::)/gm, "\u200b");
}
