import { existsSync } from "node:fs";
import * as path from "node:path";
import {
    concernsStack,
    DRIFT as prefix,
    isExpired,
    namesStack,
    readWaivers,
    today,
    type Waiver,
    WaiverFileError,
} from "../../../policy-pack/core/waivers";
import { exitCodes, Failure } from "../../pulumi/failure";
import { worst } from "./findings";
import { matchesWildcard } from "../../../model/text";
import type { DriftReport, Finding } from "../report/report";

/** The part after the prefix for a missing resource. */
const missingPath = "(missing)";

/**
 * The waivers of drift in a project's waivers.yaml; none if there is no such file.
 * @throws Failure if the file is not right
 */
export function driftWaivers(root: string): Waiver[] {
    const file = path.join(root, "waivers.yaml");
    if (!existsSync(file)) return [];
    try {
        return readWaivers(file).filter(({ rule }) => rule.startsWith(prefix));
    } catch (error) {
        if (error instanceof WaiverFileError) throw new Failure(error.message, exitCodes.usage);
        throw error;
    }
}

/** The scope of a scan, for judging waivers. */
export interface WaiverContext {
    readonly stack: string;
    /** URNs of all that is in the state. */
    readonly urns: readonly string[];
    /** Whether all of it was read. */
    readonly isComplete: boolean;
    /** Today, as `YYYY-MM-DD`. */
    readonly day?: string;
}

/**
 * Applies waivers to findings, and returns expired and unused ones. As in the policy pack, one can be unused only
 * if it names this stack, or fits something in it.
 */
export function waive(
    findings: readonly Finding[],
    waivers: readonly Waiver[],
    { stack, urns, isComplete, day = today() }: WaiverContext,
): { readonly findings: Finding[]; readonly problems: DriftReport["waivers"] } {
    const used = new Set<Waiver>();
    const waived = findings.map((finding) => waiveOne(finding, waivers, day, used));
    const ours = waivers.filter((waiver) => concernsStack(waiver, stack));
    const problems = ours.flatMap((waiver): DriftReport["waivers"] => {
        const { rule, urn } = waiver;
        if (isExpired(waiver, day)) return [{ rule, urn, problem: "expired" }];
        const isAboutThis = namesStack(waiver, stack) || urns.some((each) => matchesWildcard(urn, each));
        // An unread resource may still need its waiver.
        const isUnused = isComplete && isAboutThis && !used.has(waiver);
        return isUnused ? [{ rule, urn, problem: "unused" }] : [];
    });
    return { findings: waived, problems };
}

function waiveOne(finding: Finding, waivers: readonly Waiver[], day: string, used: Set<Waiver>): Finding {
    if (finding.change !== "changed" && finding.change !== "missing") return finding;
    const find = (property: string): Waiver | undefined =>
        waivers.find(
            (waiver) =>
                !isExpired(waiver, day) &&
                matchesWildcard(waiver.urn, finding.urn) &&
                matchesWildcard(waiver.rule.slice(prefix.length), property),
        );
    const applied: Waiver[] = [];
    const apply = (property: string): boolean => {
        const waiver = find(property);
        if (waiver) applied.push(waiver);
        return waiver !== undefined;
    };
    const properties = finding.properties.map((property) =>
        property.verdict === "drifted" && apply(property.path)
            ? {
                  ...property,
                  verdict: "delegatedOrWaived" as const,
                  reason: `waived: ${applied.at(-1)?.reason}`,
              }
            : property,
    );
    const isMissingWaived =
        finding.change === "missing" && finding.verdict === "drifted" && apply(missingPath);
    const [first] = applied;
    if (first === undefined) return finding;
    for (const waiver of applied) used.add(waiver);
    const verdict = isMissingWaived ? "delegatedOrWaived" : worst(properties.map(({ verdict }) => verdict));
    const { reason, owner, expires } = first;
    return {
        ...finding,
        properties,
        verdict,
        pages: verdict === "drifted" && finding.pages,
        waiver: { reason, owner, expires },
    };
}
