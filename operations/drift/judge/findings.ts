import { createHash } from "node:crypto";
import type { Change } from "../compare/compare";
import { type Delegation, delegationOf, describeDelegation, isInBand } from "../compare/delegations";
import { formatPath } from "../values/path";
import type { Redactor } from "../redact/redact";
import { type Finding, type Verdict, verdicts } from "../report/report";
import { nameOf } from "../../state/urn";
import type { StateResource } from "../state";

type Property = Finding["properties"][number];

/** The sources of findings. */
export interface FindingContext {
    readonly delegations: readonly Delegation[];
    readonly redact: Redactor;
    /** The resources of the state, by URN. */
    readonly byUrn: ReadonlyMap<string, StateResource>;
}

/** The worst of several verdicts; clean if there are none. */
export function worst(all: readonly Verdict[]): Verdict {
    return verdicts[Math.max(0, ...all.map((verdict) => verdicts.indexOf(verdict)))] ?? "clean";
}

/** A finding about properties that differ. */
export function changed(
    resource: StateResource,
    changes: readonly Change[],
    context: FindingContext,
): Finding {
    const properties = changes.map(({ path, was, is, note }): Property => {
        const delegation = delegationOf(context.delegations, resource, path);
        const inBand = delegation !== undefined && isInBand(delegation.band, is);
        const reason = delegation
            ? `${inBand ? "" : "out of band: "}${describeDelegation(delegation)}`
            : (note ?? "");
        return {
            path: formatPath(path),
            ...context.redact.pair(path, was, is),
            verdict: inBand ? "delegatedOrWaived" : "drifted",
            ...(reason ? { reason } : {}),
        };
    });
    const verdict = worst(properties.map((property) => property.verdict));
    return { ...base(resource, "changed", properties, context), verdict, pages: false };
}

/** A finding about a resource that is missing in AWS. */
export function missing(resource: StateResource, context: FindingContext): Finding {
    return { ...base(resource, "missing", [], context), verdict: "drifted", pages: true };
}

/** A finding about an unreadable resource. */
export function unreadable(resource: StateResource, context: FindingContext): Finding {
    return { ...base(resource, "unreadable", [], context), verdict: "inconclusive", pages: false };
}

/** A finding about a resource that the code would change. */
export function undeployed(
    resource: Pick<StateResource, "urn" | "type" | "id">,
    properties: readonly Property[],
    context: FindingContext,
): Finding {
    return { ...base(resource, "undeployed", properties, context), verdict: "codeAhead", pages: false };
}

function base(
    { urn, type, id }: Pick<StateResource, "urn" | "type" | "id">,
    change: Finding["change"],
    properties: readonly Property[],
    { byUrn }: FindingContext,
): Omit<Finding, "verdict" | "pages"> {
    const component = componentOf(urn, byUrn);
    return {
        fingerprint: fingerprint(urn, change, properties),
        urn,
        type,
        name: nameOf(urn),
        ...(id === undefined ? {} : { id }),
        ...(component === undefined ? {} : { component }),
        change,
        properties: [...properties].sort((a, b) => (a.path < b.path ? -1 : 1)),
        rules: [],
    };
}

/** The same for the same finding in every run: without values, and without the places of members in lists. */
function fingerprint(urn: string, change: string, properties: readonly Property[]): string {
    const paths = properties.map(({ path }) => path.replaceAll(/\[\d+\]/g, "[]"));
    const text = [urn, change, ...[...new Set(paths)].sort()].join("\n");
    return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The name of the component that a resource belongs to. */
function componentOf(urn: string, byUrn: FindingContext["byUrn"]): string | undefined {
    const [nearest] = componentsOf(urn, byUrn);
    return nearest === undefined ? undefined : nameOf(nearest);
}

/** URNs of the components that a resource belongs to, the nearest first; the stack is none. */
export function componentsOf(
    urn: string,
    byUrn: ReadonlyMap<string, Pick<StateResource, "type" | "parent" | "custom">>,
): string[] {
    const found: string[] = [];
    for (let parent = byUrn.get(urn)?.parent; parent !== undefined; parent = byUrn.get(parent)?.parent) {
        const resource = byUrn.get(parent);
        if (resource === undefined || resource.type === "pulumi:pulumi:Stack") break;
        if (!resource.custom) found.push(parent);
    }
    return found;
}
