import type { PolicyFinding } from "../policy/analyze";
import type { Finding } from "./report";

/**
 * Adds to each finding the rules that the live values break and those of the state did not: somebody has to look at
 * these at once. Rules that were broken already are no news, and nothing that drift has to tell.
 *
 * @param before what the pack says of the state
 * @param after what it says of the live values
 */
export function addBrokenRules(
    findings: readonly Finding[],
    before: readonly PolicyFinding[],
    after: readonly PolicyFinding[],
): Finding[] {
    const known = new Set(before.map(identity));
    const broken = after.filter((each) => !known.has(identity(each)));
    return findings.map((finding) => {
        if (finding.change !== "changed") return finding;
        const rules = broken
            .filter(({ urn }) => urn === finding.urn)
            .map(({ rule, level, severity, message }) => ({
                rule,
                level,
                ...(severity === undefined ? {} : { severity }),
                message,
            }));
        if (rules.length === 0) return finding;
        return { ...finding, rules, pages: finding.pages || finding.verdict === "drifted" };
    });
}

/** Without the message, which may hold values. */
function identity({ rule, urn }: PolicyFinding): string {
    return `${rule}\n${urn}`;
}
