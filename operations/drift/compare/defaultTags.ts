import { isObject, reveal } from "../redact/secret";
import type { StateResource } from "../state";
import type { Change } from "./compare";

/**
 * Default tags of the provider that a resource has no longer. They only show in `tagsAll`: `tags` has the resource's
 * own, and those defaults that have another value now. What is there besides, from AWS or from other tools, shows in
 * `tags`, and is not looked at here.
 */
export function lostDefaultTags(was: StateResource, is: StateResource): Change[] {
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
