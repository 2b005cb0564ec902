import { type DriftReport, driftReport, type Finding } from "../report/report";
import type { Issue, IssueTracker } from "./github";
import { keyOf, type Memory, recall } from "./memory";
import { bodyOf, newsOf, titleOf } from "./texts";

/** The label by which issues are listed; the marker in the body identifies the stack's. */
export const LABEL = "drift";

/** The label of an urgent issue, for alerting rules. */
export const PAGES_LABEL = "drift:pages";

/** The action on the stack's issue. */
export interface IssueOutcome {
    readonly action: "opened" | "reopened" | "updated" | "closed" | "none";
    readonly number?: number;
    readonly url?: string;
    /** Number of new, known and gone drifted findings. */
    readonly fresh: number;
    readonly known: number;
    readonly gone: number;
    /** Whether the issue has an urgent finding. */
    readonly pages: boolean;
}

export interface IssueOptions {
    /** URL of the run, for the issue's body. */
    readonly link?: string | undefined;
}

interface Known {
    readonly issue: Issue;
    readonly memory: Memory;
}

/**
 * Writes a scan's findings to the stack's one issue: opened or reopened when something has drifted, updated while it
 * has, closed when the drift is gone. Allowed differences, and code that is not deployed yet, open none. A scan that
 * is inconclusive closes nothing and forgets nothing.
 * @throws Failure if the tracker refuses
 */
export async function syncIssue(
    tracker: IssueTracker,
    given: DriftReport,
    { link }: IssueOptions = {},
): Promise<IssueOutcome> {
    const report = driftReport.parse(given);
    const stack = `${report.project}/${report.stack}`;
    const drifted = report.findings.filter(({ verdict }) => verdict === "drifted");
    const current = await theIssue(tracker, stack);
    // An issue that was closed by hand remembers; one that was closed here has nothing to remember.
    const change = compare(report, drifted, current?.memory);
    const isUrgent = drifted.some(({ pages }) => pages);
    // A finding that an inconclusive scan could not check may still be urgent.
    const isUrgentStill = change.earlier > 0 && current?.issue.labels.includes(PAGES_LABEL) === true;
    const pages = isUrgent || isUrgentStill;
    const counts = {
        fresh: change.fresh.length,
        known: drifted.length - change.fresh.length,
        gone: change.gone,
        pages,
    };

    if (change.since.size === 0) {
        if (current?.issue.open !== true || report.verdict === "inconclusive") {
            // Closed by hand, and its findings are gone: the next drift is new.
            if (change.gone > 0 && current) await forget(tracker, current.issue, report, link);
            return { action: "none", ...counts };
        }
        await close(tracker, current.issue, report, link);
        return { action: "closed", ...place(current.issue), ...counts };
    }
    const memory: Memory = { stack, since: change.since, complete: true };
    const title = titleOf(report, change.since.size);
    const body = bodyOf(report, memory, change.earlier, link);
    if (current === undefined) {
        const labels = [LABEL, ...(pages ? [PAGES_LABEL] : [])] as const;
        const issue = await tracker.create({ title, body, labels });
        return { action: "opened", ...place(issue), ...counts };
    }
    const { issue } = current;
    const isClosedByHand = !issue.open && current.memory.since.size > 0;
    if (!issue.open && report.verdict === "inconclusive" && drifted.length === 0) {
        return { action: "none", ...counts };
    }
    // A truncated memory cannot separate new from known: no news is better than the same news in every run.
    const news =
        (issue.open || isClosedByHand) && !current.memory.complete
            ? ""
            : newsOf(
                  change.fresh,
                  change.gone,
                  issue.open ? "open" : isClosedByHand ? "closedByHand" : "closed",
              );
    // A changed body notifies no subscriber; a comment does, so it is for news only. It comes before the body stores
    // its findings: if that fails, the next run reports them again.
    if (news !== "") await tracker.comment(issue.number, news);
    await tracker.change(issue.number, {
        title,
        body,
        ...(issue.open ? {} : { state: "open", reason: "reopened" }),
    });
    await label(tracker, issue, pages);
    return { action: issue.open ? "updated" : "reopened", ...place(issue), ...counts };
}

async function label(tracker: IssueTracker, { number, labels }: Issue, pages: boolean): Promise<void> {
    const has = labels.includes(PAGES_LABEL);
    if (pages && !has) await tracker.addLabel(number, PAGES_LABEL);
    if (!pages && has) await tracker.removeLabel(number, PAGES_LABEL);
}

interface Comparison {
    readonly since: ReadonlyMap<string, string>;
    readonly fresh: readonly Finding[];
    readonly gone: number;
    /** Earlier findings that an inconclusive scan could not check. */
    readonly earlier: number;
}

function compare(report: DriftReport, drifted: readonly Finding[], memory: Memory | undefined): Comparison {
    const before = memory?.since ?? new Map<string, string>();
    const now = new Map(
        drifted.map(({ fingerprint }) => {
            const key = keyOf(fingerprint);
            return [key, before.get(key) ?? report.startedAt] as const;
        }),
    );
    const fresh = drifted.filter(({ fingerprint }) => !before.has(keyOf(fingerprint)));
    const missed = [...before].filter(([key]) => !now.has(key));
    return report.verdict === "inconclusive"
        ? { since: new Map([...missed, ...now]), fresh, gone: 0, earlier: missed.length }
        : { since: now, fresh, gone: missed.length, earlier: 0 };
}

/**
 * The stack's issue: the oldest open one, or else the newest closed one. Two runs at once may have opened two; all
 * but the oldest are closed.
 */
async function theIssue(tracker: IssueTracker, stack: string): Promise<Known | undefined> {
    const ours = (await tracker.list(LABEL)).flatMap((issue): Known[] => {
        const memory = recall(issue.body);
        return memory?.stack === stack ? [{ issue, memory }] : [];
    });
    const [first, ...others] = ours.filter(({ issue }) => issue.open);
    for (const { issue } of first === undefined ? [] : others) {
        await tracker.comment(issue.number, `Duplicate of #${first?.issue.number ?? 0}, which stays open.`);
        await tracker.change(issue.number, { state: "closed", reason: "not_planned" });
    }
    return first ?? ours.at(-1);
}

async function close(
    tracker: IssueTracker,
    issue: Issue,
    report: DriftReport,
    link: string | undefined,
): Promise<void> {
    const rest =
        report.findings.length === 0 ? "" : " The remaining differences are allowed or not deployed yet.";
    await tracker.comment(issue.number, `No drift as of ${report.startedAt}.${rest}`);
    await label(tracker, issue, false);
    await forget(tracker, issue, report, link);
}

/** Closes an issue whose drift is gone, and empties its memory. */
async function forget(
    tracker: IssueTracker,
    issue: Issue,
    report: DriftReport,
    link: string | undefined,
): Promise<void> {
    const stack = `${report.project}/${report.stack}`;
    const body = bodyOf(report, { stack, since: new Map(), complete: true }, 0, link);
    await tracker.change(issue.number, { body, state: "closed", reason: "completed" });
}

function place({ number, url }: Issue): { number: number; url: string } {
    return { number, url };
}
