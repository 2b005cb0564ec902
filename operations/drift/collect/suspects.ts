import { type Delegation, isExpected, readDelegations } from "../compare/delegations";
import { differences, isSame } from "../values/differences";
import { inputNames } from "../compare/inputNames";
import { isManagedApart } from "../compare/members";
import { isNoise } from "../compare/normalisations";
import type { StackState, StateResource } from "../state";

/**
 * Resources with a changed property that a program can set. Only these need a comparison by the
 * provider: its difference counts as a change if the value differs from the one before.
 */
export function suspects(was: StackState, live: StackState): StateResource[] {
    const byUrn = new Map(live.resources.map((resource) => [resource.urn, resource]));
    const expected = readDelegations(was.resources).filter(({ isExpected: isNoNews }) => isNoNews);
    return was.resources.filter((resource) => {
        const is = byUrn.get(resource.urn);
        return is !== undefined && resource.custom && looksDifferent(resource, is, expected);
    });
}

function looksDifferent(was: StateResource, is: StateResource, expected: readonly Delegation[]): boolean {
    const names = new Set([...(inputNames(was.type) ?? Object.keys(is.outputs)), ...Object.keys(was.inputs)]);
    return [...names].some((name) => {
        if (isNoise(was.type, [name])) return false;
        // Members that are resources of their own are compared with these.
        if (!(name in was.inputs) && isManagedApart(was.type, name)) return false;
        // As in the search for changes: the input counts where AWS returns no value.
        const isKnown = [was, is].some(({ outputs }) => outputs[name] !== undefined);
        const [before, after] = isKnown ? [was.outputs, is.outputs] : [was.inputs, is.inputs];
        if (isSame(before[name], after[name], "ordered")) return false;
        const found = differences(before[name], after[name], [name]);
        return found.length === 0 || !found.every((each) => isExpected(expected, was, each));
    });
}
