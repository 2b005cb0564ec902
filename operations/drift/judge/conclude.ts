import { changedPaths, type StepMetadata } from "../../pulumi/events";
import type { Account } from "../collect/account";
import type { CodeComparison } from "../collect/code";
import { compare } from "../compare/compare";
import { isExpected, readDelegations } from "../compare/delegations";
import { changed, type FindingContext, missing, undeployed, unreadable } from "./findings";
import { MemberIndex } from "../compare/members";
import { parsePath, valueAt } from "../values/path";
import type { Reading } from "../collect/read";
import { Redactor } from "../redact/redact";
import type { Finding } from "../report/report";
import { resourcesToRead, type StackState, type StateResource } from "../state";

/** Limits of missing resources, beyond which a scan is inconclusive. */
export interface MissingLimits {
    /** More missing resources than this make the scan inconclusive. */
    readonly maxMissing: number;
    /** Percent of the resources that may be missing, from three missing ones on. */
    readonly maxMissingPercent: number;
}

/** The outcome of a scan, before it is a report. */
export interface Outcome {
    readonly findings: readonly Finding[];
    readonly reasons: readonly string[];
    readonly scanned: number;
    readonly live?: StackState | undefined;
    readonly codeCompared: boolean;
    readonly account?: Account | undefined;
    readonly redact: Redactor;
    /** Resources of other stacks that explain members of this one's. */
    readonly others?: readonly StateResource[];
}

/**
 * Judges the readings of AWS and of the code, compared with the state before.
 *
 * @param others resources of other stacks that explain members of this one's
 */
export function conclude(
    was: StackState,
    { live, diffs, problems, unreadable: unread }: Reading,
    code: CodeComparison | undefined,
    limits: MissingLimits,
    others: readonly StateResource[] = [],
): Outcome {
    const redact = new Redactor(was, live);
    const context: FindingContext = {
        delegations: readDelegations(was.resources),
        redact,
        byUrn: new Map(was.resources.map((resource) => [resource.urn, resource])),
    };
    const codeCompared = code !== undefined && code.problem === undefined;
    const undeployedFindings = [...(code?.steps.values() ?? [])].map((step) => ofStep(step, context));
    const codeReasons = code?.problem === undefined ? [] : [code.problem];
    if (live === undefined) {
        const reasons = [...new Set([...problems.map(({ text }) => text), ...codeReasons])].slice(0, 5);
        return { findings: undeployedFindings, reasons, scanned: 0, codeCompared, redact };
    }
    const isById = new Map(live.resources.map((resource) => [resource.urn, resource]));
    const members = new MemberIndex([...was.resources, ...others]);
    const toRead = resourcesToRead(was);
    const findings = toRead.flatMap((resource): Finding[] => {
        const problem = unread.get(resource.urn);
        if (problem) return [problem.isGone ? missing(resource, context) : unreadable(resource, context)];
        const is = isById.get(resource.urn);
        if (is === undefined) return [missing(resource, context)];
        const changes = compare(resource, is, diffs.get(resource.urn) ?? [], members).filter(
            (change) => !isExpected(context.delegations, resource, change),
        );
        return changes.length === 0 ? [] : [changed(resource, changes, context)];
    });
    const tooMany = tooManyMissing(findings, toRead.length, limits);
    const notRead = [...unread.values()].filter(({ isGone }) => !isGone);
    const reasons = [...notRead.map(({ text }) => text), ...tooMany, ...codeReasons];
    return {
        findings: [...(tooMany.length > 0 ? findings.map(doubted) : findings), ...undeployedFindings],
        reasons,
        scanned: toRead.length - notRead.length,
        live,
        codeCompared,
        redact,
        others,
    };
}

/** From this many on, missing resources are counted in percent as well: one of three is not yet a mass deletion. */
const countedInPercent = 3;

export function tooManyMissing(
    findings: readonly Finding[],
    read: number,
    { maxMissing, maxMissingPercent }: MissingLimits,
): string[] {
    const count = findings.filter(({ change }) => change === "missing").length;
    const percent = (100 * count) / Math.max(1, read);
    const isTooMany = count > maxMissing || (count >= countedInPercent && percent > maxMissingPercent);
    if (!isTooMany) return [];
    return [
        `${count} of ${read} resources (${Math.round(percent)} %) seem to be missing, more than --max-missing ` +
            `${maxMissing} or --max-missing-percent ${maxMissingPercent} allow. They may be in another ` +
            "account or region, or unreadable. If they are deleted, scan again with higher limits.",
    ];
}

/** The same outcome for a stack that changed during the scan: all of it is inconclusive. */
export function outdated(outcome: Outcome): Outcome {
    const reason =
        "The state changed during the scan, or another operation, such as an `up`, is running: the differences may be " +
        "its changes. Scan again after it ends.";
    return {
        ...outcome,
        findings: outcome.findings.map(disbelieved),
        reasons: [...outcome.reasons, reason],
    };
}

/** An inconclusive finding: too many resources are missing. */
function doubted(finding: Finding): Finding {
    return finding.change === "missing" ? disbelieved(finding) : finding;
}

function disbelieved(finding: Finding): Finding {
    const properties = finding.properties.map((each) => ({ ...each, verdict: "inconclusive" as const }));
    return { ...finding, properties, verdict: "inconclusive", pages: false };
}

/** Changes of the code. The values are the state's and the code's. */
function ofStep(step: StepMetadata, context: FindingContext): Finding {
    const resource = context.byUrn.get(step.urn);
    const properties = changedPaths(step).map((text) => {
        const path = parsePath(text);
        const [kept, wanted] = [valueAt(resource?.inputs, path), valueAt(step.new?.inputs, path)];
        return {
            path: text,
            ...context.redact.pair(path, kept, wanted),
            verdict: "codeAhead" as const,
            reason: "the code's value, not deployed yet",
        };
    });
    const whole = {
        path: "",
        was: { kind: "absent" },
        is: { kind: "absent" },
        verdict: "codeAhead",
        reason: `the code would ${step.op} it`,
    } as const;
    const subject = resource ?? { urn: step.urn, type: step.type, id: undefined };
    return undeployed(subject, properties.length > 0 ? properties : [whole], context);
}
