import type { PolicyFinding } from "../../policy/analyze";
import { componentsOf } from "./findings";
import type { Finding } from "../report/report";
import { nameOf } from "../../state/urn";
import type { StateResource } from "../state";

/**
 * Adds to each finding the rules that the live values break and the state's did not: these are urgent. Rules that
 * were broken already are no drift.
 *
 * A rule may be broken by another resource than the one that differs: by the bucket, where its public access block is
 * missing. It is then added to the findings of the same component, or else to all.
 *
 * @param before the pack's findings in the state
 * @param after its findings in the live values
 * @param byUrn resources of the state
 */
export function addBrokenRules(
    findings: readonly Finding[],
    before: readonly PolicyFinding[],
    after: readonly PolicyFinding[],
    byUrn: ReadonlyMap<string, Pick<StateResource, "urn" | "type" | "parent" | "custom">>,
): Finding[] {
    const known = new Set(before.map(identity));
    const told = new Map<Finding, PolicyFinding[]>();
    const suspects = findings.filter(({ change }) => change === "changed" || change === "missing");
    for (const news of after.filter((each) => !known.has(identity(each)))) {
        for (const finding of causes(news, suspects, byUrn)) {
            told.set(finding, [...(told.get(finding) ?? []), news]);
        }
    }
    return findings.map((finding) => {
        const rules = (told.get(finding) ?? []).map(({ rule, level, severity, message, urn }) => ({
            rule,
            level,
            ...(severity === undefined ? {} : { severity }),
            message: urn === finding.urn ? message : `${nameOf(urn)}: ${message}`,
        }));
        if (rules.length === 0) return finding;
        return { ...finding, rules, pages: finding.pages || finding.verdict === "drifted" };
    });
}

function causes(
    { urn }: PolicyFinding,
    suspects: readonly Finding[],
    byUrn: Parameters<typeof addBrokenRules>[3],
): readonly Finding[] {
    const own = suspects.filter((finding) => finding.urn === urn);
    if (own.length > 0) return own;
    for (const component of [urn, ...componentsOf(urn, byUrn)]) {
        const near = suspects.filter((finding) => componentsOf(finding.urn, byUrn).includes(component));
        if (near.length > 0) return near;
    }
    return suspects;
}

/** Without the message, which may hold values. */
function identity({ rule, urn }: PolicyFinding): string {
    return `${rule}\n${urn}`;
}
