import { differences, isSame } from "../values/differences";
import { inputNames } from "./inputNames";
import { isManagedApart, type MemberIndex, showsMembers } from "./members";
import { isNoise } from "./normalisations";
import { formatPath, isSecretAt, isWithin, parsePath, type Path, valueAt } from "../values/path";
import { isObject, reveal, Secret } from "../values/secret";
import { isValueOfSecret } from "../values/secretNames";
import type { StateResource } from "../state";

/** A property that is not as the state has it. */
export interface Change {
    readonly path: Path;
    readonly was: unknown;
    readonly is: unknown;
    /** A further note. */
    readonly note?: string;
}

/** Properties that AWS computes, and that change only with a change of the resource. */
const telling: Readonly<Record<string, readonly string[]>> = {
    "aws:lambda/function:Function": ["codeSha256"],
    "aws:lambda/layerVersion:LayerVersion": ["codeSha256"],
    "aws:ecr/repository:Repository": ["kmsKey"],
};

/**
 * The changes of a resource since the state was written.
 *
 * @param was as the state has it
 * @param is as AWS has it
 * @param diff properties that differ from the program's inputs by the provider's comparison
 * @param members of the live state
 */
export function compare(
    was: StateResource,
    is: StateResource,
    diff: readonly string[],
    members: MemberIndex,
): Change[] {
    const found = [...managed(was, is, diff.map(parsePath)), ...ignored(was, is), ...unset(was, is, members)];
    // Of several sources for a property, the first one counts.
    const unique = new Map(found.reverse().map((change) => [formatPath(change.path), change]));
    const changes = [...unique.values()].filter(({ path }) => !isNoise(was.type, path));
    return [...changes, ...lostDefaultTags(was, is)].map((change) =>
        isSecret(was, is, change) ? hidden(change) : change,
    );
}

/** Whether the program or the state marks what changed as secret, in any way: the live value may not be marked. */
function isSecret(was: StateResource, is: StateResource, { path }: Change): boolean {
    if ([was.inputs, was.outputs, is.inputs, is.outputs].some((values) => isSecretAt(values, path)))
        return true;
    const owner = valueAt(is.outputs, path.slice(0, -1));
    return isObject(owner) && isValueOfSecret(owner, String(path.at(-1)));
}

function hidden(change: Change): Change {
    return { ...change, was: new Secret(change.was), is: new Secret(change.is) };
}

/** Changes that `pulumi up` would revert. */
function managed(was: StateResource, is: StateResource, paths: readonly Path[]): Change[] {
    return paths.flatMap((path) => {
        if (showsMembers(was.type, String(path[0])) && !(String(path[0]) in was.inputs)) return [];
        const exact = changeAt(was, is, path);
        if (exact.length > 0) return exact;
        // Members of sets have other places in the live value: look at the whole.
        return path.length > 1 ? changeAt(was, is, path.slice(0, 1)) : [];
    });
}

/**
 * The change at a path. Nothing if the value is what it was: the provider then sees a difference between what was
 * asked for and what AWS makes of it, not a later change.
 */
function changeAt(was: StateResource, is: StateResource, path: Path): Change[] {
    const known = [was.outputs, is.outputs].some((outputs) => valueAt(outputs, path) !== undefined);
    const [before, after] = known ? [was.outputs, is.outputs] : [was.inputs, is.inputs];
    return differences(valueAt(before, path), valueAt(after, path), path);
}

/** Changes that `ignoreChanges` hides from the provider's comparison. */
function ignored(was: StateResource, is: StateResource): Change[] {
    return was.ignoreChanges.flatMap((text) => {
        const pattern = parsePath(text);
        const [first] = pattern;
        if (first === undefined) return [];
        if (first === "*")
            return differences(was.outputs, is.outputs).filter(({ path }) => !isNoise(was.type, path));
        return changeAt(was, is, [first])
            .filter(({ path }) => isWithin(path, pattern) || isWithin(pattern, path))
            .map((change) => ({ ...change, note: "the program ignores changes of it" }));
    });
}

/** Changes of properties that the program does not set: `pulumi up` would leave them. */
function unset(was: StateResource, is: StateResource, members: MemberIndex): Change[] {
    const names = inputNames(was.type);
    const settable = Object.keys(is.outputs).filter((name) => names?.has(name) && !(name in was.inputs));
    const told = [...settable, ...(telling[was.type] ?? [])];
    return told.flatMap((name): Change[] => {
        const unexplained = members.unexplained(is, name);
        if (unexplained !== undefined) {
            return unexplained.length === 0
                ? []
                : [{ path: [name], was: undefined, is: unexplained, note: "added by hand" }];
        }
        const before = was.outputs[name];
        // Filled by AWS or by other resources after the state was written; what adds to it is a member, above.
        if (isSame(before, undefined) && !isManagedApart(was.type, name)) return [];
        return differences(before, is.outputs[name], [name]).map((change) => ({
            ...change,
            note: names?.has(name) ? "the program does not set it, so `up` leaves it" : "",
        }));
    });
}

/**
 * Default tags of the provider that a resource has no longer. They only show in `tagsAll`: `tags` has the resource's
 * own, and defaults with another value now. Further tags, from AWS or from other tools, show in
 * `tags`, and are not compared here.
 */
function lostDefaultTags(was: StateResource, is: StateResource): Change[] {
    const [before, after] = [was, is].map(({ outputs }) => reveal(outputs["tagsAll"]));
    // Of some types the tags are not read: nothing is known then.
    if (!isObject(before) || !isObject(after)) return [];
    const own = [was.inputs["tags"], was.outputs["tags"]].map(reveal).filter(isObject);
    return Object.keys(before)
        .filter((key) => !(key in after) && !own.some((tags) => key in tags))
        .map((key) => ({
            path: ["tagsAll", key],
            was: before[key],
            is: undefined,
            note: "a default tag was removed",
        }));
}
