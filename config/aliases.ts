/** Renamed keys: a stack file with the old name still works, and gets a warning. */
import { keyPath, type Problem, show } from "./messages/problems";

/** Paths below `plumbline:`. `*` stands for any name and `[]` for any list entry, the same ones in both paths. */
export interface Alias {
    readonly old: string;
    readonly now: string;
}

export const ALIASES: readonly Alias[] = [
    { old: "functions.*.on[].timezone", now: "functions.*.on[].timeZone" },
];

/** One old key in a stack file, and the key that replaces it, as messages name them. */
interface Renamed {
    readonly old: string;
    readonly now: string;
}

type Raw = Readonly<Record<string, unknown>>;

/**
 * The configuration with new names only.
 *
 * @returns the renamed keys, and a problem for each key that is given by both names
 */
export function withoutAliases(
    raw: Raw,
    aliases: readonly Alias[] = ALIASES,
): { readonly raw: Raw; readonly renamed: readonly Renamed[]; readonly problems: readonly Problem[] } {
    let current: unknown = raw;
    const renamed: Renamed[] = [];
    const problems: Problem[] = [];
    for (const { old, now } of aliases) {
        for (const path of pathsTo(raw, partsOf(old))) {
            const value = valueAt(raw, path);
            const target = resolve(partsOf(old), path, partsOf(now));
            const names = { old: keyPath(path), now: keyPath(target) };
            current = replaced(current, path, undefined);
            if (valueAt(raw, target) === undefined) {
                current = replaced(current, target, value);
                renamed.push(names);
            } else {
                problems.push({
                    key: names.old,
                    message: `${show(value)} is not allowed beside ${names.now}, the new name of the same key; give the new one only`,
                });
            }
        }
    }
    return { raw: current as Raw, renamed, problems };
}

/** A problem as the stack file has it: with the old name of a key if that stands there. */
export function inGivenNames({ key, message }: Problem, renamed: readonly Renamed[]): Problem {
    const found = renamed.find(
        ({ now }) => key === now || (/^[.[]/.test(key.slice(now.length)) && key.startsWith(now)),
    );
    return { key: found ? `${found.old}${key.slice(found.now.length)}` : key, message };
}

/** The warning about an old name in a file. */
export function renameWarning(file: string, { old, now }: Renamed): string {
    return `${file}: ${old} is deprecated; rename it to ${now}`;
}

/** The keys of a path, with `*` and `[]` as keys of their own. */
export function partsOf(path: string): string[] {
    return path.replaceAll("[]", ".[]").split(".");
}

export function isAny(part: string | undefined): boolean {
    return part === "*" || part === "[]";
}

/** Every path in the configuration that a pattern matches. */
function pathsTo(value: unknown, [part, ...rest]: readonly string[]): string[][] {
    if (part === undefined) return value === undefined ? [] : [[]];
    if (typeof value !== "object" || value === null) return [];
    const entries = Object.entries(value).filter(([key]) => isAny(part) || part === key);
    return entries.flatMap(([key, inner]) => pathsTo(inner, rest).map((path) => [key, ...path]));
}

/** The new path, with the names that `*` stands for in the old one. */
function resolve(pattern: readonly string[], path: readonly string[], target: readonly string[]): string[] {
    const names = path.filter((_, index) => isAny(pattern[index]));
    return target.map((part) => (isAny(part) ? (names.shift() ?? part) : part));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
    return path.reduce<unknown>(
        (inner, part) =>
            typeof inner === "object" && inner !== null
                ? (inner as Record<string, unknown>)[part]
                : undefined,
        value,
    );
}

/** A copy with one value replaced; undefined removes its key. */
function replaced(value: unknown, [part, ...rest]: readonly string[], inner: unknown): unknown {
    if (part === undefined) return inner;
    if (Array.isArray(value)) {
        return value.map((entry: unknown, index) =>
            String(index) === part ? replaced(entry, rest, inner) : entry,
        );
    }
    const { [part]: known, ...others } = (value ?? {}) as Record<string, unknown>;
    const next = replaced(known, rest, inner);
    return next === undefined ? others : { ...others, [part]: next };
}
