/** The pack's own policy, at the end of a run. */
import type { StackValidationPolicy } from "@pulumi/policy";

import { PACK, PACK_SETTINGS } from "./configuration";
import { reportAt } from "./report";
import { type Session, stackOf } from "./session";
import type { Waiver } from "../waivers";

/**
 * Reports the number of checks deferred to the deployed state with their rules, and expired or unused waivers. It must
 * come last, because it reads the findings of all other policies.
 */
export function packPolicy(session: Session): StackValidationPolicy {
    return {
        name: PACK,
        displayName: "Waivers and deferred checks",
        description: "Checks that waivers are valid and needed, and counts deferred checks.",
        enforcementLevel: "mandatory",
        severity: "medium",
        tags: ["aws"],
        remediationSteps: "Remove or renew the waiver.",
        configSchema: { properties: { ...PACK_SETTINGS, levels: { ...PACK_SETTINGS.levels } } } as never,
        validateStack({ resources }, report) {
            const [first] = resources;
            if (!first) return;
            const root = resources.find(({ type }) => type === "pulumi:pulumi:Stack") ?? first;
            const stack = stackOf(root.urn);
            const urns = resources.map(({ urn }) => urn);
            const complain = (waiver: Waiver, problem: string) => {
                reportAt(report, "mandatory", `waivers: ${inWords(waiver)} ${problem}`, root.urn);
            };
            for (const waiver of session.expired(stack)) {
                complain(
                    waiver,
                    `expired on ${waiver.expires}; remove the cause of its findings, or renew it with a reason`,
                );
            }
            for (const waiver of session.unused(root.urn, urns)) {
                complain(waiver, "matches no finding; remove it");
            }
            const left = [
                inNumbers(session.deferred(), "need values that are known only after deployment"),
                inNumbers(session.presumed(), "treat unknown values as set"),
            ].filter((part) => part !== "");
            if (left.length > 0) {
                const command = `pulumi policy analyze --stack ${stack} --policy-pack <this folder>`;
                const message = `${left.join(" ")} After deployment, run them on the deployed state: ${command}`;
                reportAt(report, "advisory", message, root.urn);
            }
        },
    };
}

function inWords({ rule, urn }: Waiver): string {
    return `the waiver of ${rule} for ${urn}`;
}

/** `3 checks of 2 rules … (a, b).`; nothing if there are none. */
function inNumbers(checks: readonly { readonly rule: string }[], what: string): string {
    const rules = [...new Set(checks.map(({ rule }) => rule))].sort();
    return checks.length === 0
        ? ""
        : `${checks.length} checks of ${rules.length} rules ${what} (${rules.join(", ")}).`;
}
