/** Policies of queues and topics, as JSON. */
import type { View } from "../../../core/view";

interface Statement {
    readonly Effect?: unknown;
    readonly Principal?: unknown;
    readonly Condition?: unknown;
}

/** Who a condition can limit callers to. */
const LIMITS =
    /^aws:(SourceArn|SourceAccount|SourceOwner|SourceOrgID|PrincipalOrgID|PrincipalAccount|PrincipalArn|SourceVpce)$/i;

/** Whether a policy lets everybody in; undefined if it can't be judged now, which has been reported or postponed. */
export function isPublic(resource: View, property: string): boolean | undefined {
    return statements(resource, property)?.some(
        ({ Effect, Principal, Condition }) =>
            Effect === "Allow" && isEverybody(Principal) && !limits(Condition),
    );
}

/** Whether a policy refuses what comes without TLS. */
export function refusesPlainText(resource: View, property: string): boolean | undefined {
    return statements(resource, property)?.some(
        ({ Effect, Principal, Condition }) =>
            Effect === "Deny" &&
            isEverybody(Principal) &&
            keysOf(Condition).some(([key, value]) => /^aws:SecureTransport$/i.test(key) && isFalse(value)),
    );
}

function statements(resource: View, property: string): Statement[] | undefined {
    const document = resource.json(property) as
        { readonly Statement?: Statement | Statement[] } | null | undefined;
    if (document === undefined) return undefined;
    const all = document?.Statement ?? [];
    return Array.isArray(all) ? all : [all];
}

function isEverybody(principal: unknown): boolean {
    if (principal === "*") return true;
    if (typeof principal !== "object" || principal === null) return false;
    return Object.values(principal).flat().includes("*");
}

function limits(condition: unknown): boolean {
    return keysOf(condition).some(([key, value]) => LIMITS.test(key) && ![value].flat().includes("*"));
}

/** Keys and values of all operators of a condition. */
function keysOf(condition: unknown): [string, unknown][] {
    if (typeof condition !== "object" || condition === null) return [];
    return Object.values(condition).flatMap((keys) =>
        typeof keys === "object" && keys !== null ? Object.entries(keys as object) : [],
    );
}

function isFalse(value: unknown): boolean {
    return [value].flat().every((one) => String(one) === "false");
}
