import { code } from "../report/formats/escape";
import { markdown } from "../report/formats/markdown";
import { changeWords, counted, inOrder, plain } from "../report/formats/text";
import type { DriftReport, Finding } from "../report/report";
import { keyOf, type Memory, remember } from "./memory";
import { PLUMB } from "../../../model/plumb";

/** GitHub's limits, in characters. */
const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 256;

/** Findings that a comment names. */
const NAMED = 20;

export function titleOf(report: DriftReport, findings: number): string {
    const text = `Drift of ${plain(report.project)}/${plain(report.stack)}: ${counted(findings, "finding")}`;
    return text.slice(0, TITLE_LIMIT);
}

/**
 * The body: what it remembers, and the report with the age of each finding.
 * @param earlier findings of earlier scans that this one could not look at
 * @param link URL of the run
 */
export function bodyOf(report: DriftReport, memory: Memory, earlier: number, link?: string): string {
    const head = remember(memory);
    const foot = [
        earlier > 0
            ? `No result for ${counted(earlier, "finding")} of earlier scans: this scan is inconclusive.`
            : "",
        "`plumb drift-issue` updates this issue, and closes it when AWS matches the stack's state. Revert the drift " +
            `with \`${PLUMB} drift --repair\`, or accept it with a waiver. While the drift remains, the next scan ` +
            "reopens an issue that was closed by hand.",
        link === undefined ? "" : `Last run: ${link}`,
    ]
        .filter((line) => line !== "")
        .join("\n\n");
    const limit = BODY_LIMIT - head.length - foot.length - 10;
    const age = (finding: Finding): string =>
        finding.verdict === "drifted"
            ? ageOf(memory.since.get(keyOf(finding.fingerprint)), report.startedAt)
            : "";
    return `${head}\n${markdown(report, { limit, age })}\n---\n\n${foot}\n`;
}

/** "new", "5 h ago", "3 days ago". */
export function ageOf(since: string | undefined, now: string): string {
    const minutes = since === undefined ? 0 : Math.floor((Date.parse(now) - Date.parse(since)) / 60_000);
    if (minutes < 1) return "new";
    if (minutes < 60) return `${minutes} min ago`;
    return minutes < 48 * 60 ? `${Math.floor(minutes / 60)} h ago` : `${Math.floor(minutes / 1440)} days ago`;
}

/**
 * The differences from the scan before, for subscribers of the issue.
 * @param was state of the issue before: open, closed without drift, or closed by hand during drift
 */
export function newsOf(
    fresh: readonly Finding[],
    gone: number,
    was: "open" | "closed" | "closedByHand",
): string {
    const named = inOrder(fresh).slice(0, NAMED);
    const lines = named.map(
        ({ name, type, change, pages }) =>
            `- ${pages ? "🔴 " : ""}${code(name)} (${code(type)}): ${changeWords[change]}`,
    );
    if (fresh.length > named.length) lines.push(`- and ${fresh.length - named.length} more`);
    return [
        was === "closed" ? "The stack has drifted again." : "",
        was === "closedByHand" ? "This issue was closed by hand, and the drift remains." : "",
        fresh.length > 0 ? `${counted(fresh.length, "new finding")}:\n\n${lines.join("\n")}` : "",
        gone > 0 ? `${counted(gone, "earlier finding")} ${gone === 1 ? "is" : "are"} gone.` : "",
    ]
        .filter((line) => line !== "")
        .join("\n\n");
}
