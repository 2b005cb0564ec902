import type { Band } from "../../../model/delegation";
import type { Difference } from "../values/differences";
import { isWithin, parsePath, type Path } from "../values/path";
import { isObject, reveal } from "../values/secret";
import { nameOf } from "../../state/urn";
import { compareVersions } from "../../text/versions";
import type { StateResource } from "../state";

/** A property that something other than the program may change, as a component registers it in its outputs. */
export interface Delegation {
    /** URN of the component that registers it. */
    readonly component: string;
    /** Type token of the resource, below that component. */
    readonly type: string;
    /** Name of the resource. */
    readonly name: string;
    readonly path: Path;
    readonly band: Band;
    /** The delegate, such as "autoscaling". */
    readonly by: string;
    /** Whether the program itself sets the change off: within the band it is no news. */
    readonly isExpected: boolean;
}

/** All that the components of a state delegate. The state is enough: no program has to run. */
export function readDelegations(resources: readonly StateResource[]): Delegation[] {
    return resources
        .filter(({ custom }) => !custom)
        .flatMap(({ urn, outputs }) => {
            const declared = reveal(outputs["delegations"]);
            return Array.isArray(declared)
                ? declared.filter(isObject).flatMap((each) => parse(urn, each))
                : [];
        });
}

/** An invalid delegation delegates nothing: its property is then drift. */
function parse(
    component: string,
    { type, name, path, band, by, expected }: Record<string, unknown>,
): Delegation[] {
    const texts = [type, name, path, by].every((each) => typeof each === "string");
    if (!texts || !isBand(band)) return [];
    return [
        {
            component,
            type: String(type),
            name: String(name),
            path: parsePath(String(path)),
            band,
            by: String(by),
            isExpected: expected === true,
        },
    ];
}

function isBand(band: unknown): band is Band {
    if (!isObject(band)) return false;
    if (typeof band["min"] === "number") return typeof band["max"] === "number";
    return typeof band["atLeast"] === "string" || Array.isArray(band["oneOf"]) || band["anything"] === true;
}

/** The delegation that covers a property of a resource, if there is one. */
export function delegationOf(
    delegations: readonly Delegation[],
    resource: StateResource,
    path: Path,
): Delegation | undefined {
    return delegations.find((each) => !each.isExpected && covers(each, resource, path));
}

/** Whether the program itself has set off a change, which is then no finding. */
export function isExpected(
    delegations: readonly Delegation[],
    resource: StateResource,
    { path, is }: Pick<Difference, "path" | "is">,
): boolean {
    return delegations.some(
        (each) => each.isExpected && covers(each, resource, path) && isInBand(each.band, is),
    );
}

/** Whether the program itself sets off changes of a resource. */
export function hasExpected(delegations: readonly Delegation[], resource: StateResource): boolean {
    return delegations.some((each) => each.isExpected && covers(each, resource, each.path));
}

function covers(delegation: Delegation, { urn, type }: StateResource, path: Path): boolean {
    return (
        delegation.type === type &&
        delegation.name === nameOf(urn) &&
        isBelow(urn, delegation.component) &&
        isWithin(path, delegation.path)
    );
}

/** Whether a resource belongs to a component: its URN has the component's type in front of its own. */
function isBelow(urn: string, component: string): boolean {
    const types = (each: string): string => each.split("::")[2] ?? "";
    return types(urn).startsWith(`${types(component)}$`);
}

/** Whether a live value is one that the delegate may choose. */
export function isInBand(band: Band, live: unknown): boolean {
    const value = reveal(live);
    if ("min" in band) {
        const number = typeof value === "string" && value !== "" ? Number(value) : value;
        return typeof number === "number" && number >= band.min && number <= band.max;
    }
    if ("atLeast" in band) {
        if (typeof value !== "string") return false;
        const isLowEnough = band.below === undefined || compareVersions(value, band.below) < 0;
        return compareVersions(value, band.atLeast) >= 0 && isLowEnough;
    }
    if ("oneOf" in band)
        return band.oneOf.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value));
    return true;
}

/** "2 to 10, by autoscaling" */
export function describeDelegation({ band, by }: Delegation): string {
    const said =
        "min" in band
            ? `${band.min} to ${band.max}`
            : "atLeast" in band
              ? `at least ${band.atLeast}${band.below === undefined ? "" : `, below ${band.below}`}`
              : "oneOf" in band
                ? `one of ${band.oneOf.map((value) => JSON.stringify(value)).join(", ")}`
                : "anything";
    return `${said}, by ${by}`;
}
