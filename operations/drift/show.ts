import pc from "picocolors";
import { duration, table } from "../cli/report";
import type { DriftReport, Finding, Shown, Verdict } from "./report";

/** The report for a person: what it comes to, why, and a table of what differs. */
export function show(report: DriftReport): string {
    const { findings, resources, reasons, stack, verdict } = report;
    const parts = [
        ...(findings.length > 0 ? [table(headings, findings.flatMap(rows))] : []),
        ...reasons.map((reason) => `${pc.yellow("inconclusive:")} ${reason}`),
        ...report.waivers.map(
            ({ rule, urn, problem }) => `${pc.yellow("waiver")} ${rule} for ${urn} is ${problem}`,
        ),
        `Stack "${stack}": ${colors[verdict](titles[verdict])}. ${resources.scanned} resources read, ` +
            `${resources.clean} as the state has them${report.codeCompared ? "" : "; the code was not compared"}, ` +
            `in ${duration(report.durationMs)}. State ${
                report.state.before === report.state.after ? "untouched" : "changed by somebody meanwhile"
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

/** One row a property; what is the same as in the row above is left out. */
function rows(finding: Finding): string[][] {
    const { type, name, at, by = "", rules, properties, change, verdict } = finding;
    const shortType = type.replace(/^(\w+):(\w+)\/\w+:(\w+)$/, "$2.$3");
    const broken = rules.map(({ rule }) => rule).join("\n");
    const since = at === undefined ? "" : at.replace("T", " ").slice(0, 16);
    const resource = `${shortType} ${name}`;
    if (properties.length === 0) {
        return [[resource, "", change, since, by, broken, colors[verdict](short[verdict])]];
    }
    return properties.map(({ path, was, is, verdict: own, reason }, index) => [
        index === 0 ? resource : "",
        path,
        wrap(change === "undeployed" && path === "" ? (reason ?? "") : `${text(was)} → ${text(is)}`),
        index === 0 ? since : "",
        index === 0 ? by : "",
        index === 0 ? broken : "",
        colors[own](short[own]) + (reason && path !== "" ? `\n${wrap(reason, 40)}` : ""),
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
    if (shown.kind === "absent") return "(nothing)";
    if (shown.kind === "secret") return `(secret ${shown.type})`;
    const all = typeof shown.value === "string" ? shown.value : JSON.stringify(shown.value);
    // Control characters of a foreign value must not reach the terminal.
    const plain = all.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
    return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

const longest = 60;

function wrap(long: string, width = 44): string {
    return long.replaceAll(new RegExp(`(?=.{${width + 1}})(.{1,${width}})( |$)`, "g"), "$1\n");
}
