import type { Path } from "./path";
import { isObject, reveal, Secret } from "./secret";

/** One place where two values differ. */
export interface Difference {
    readonly path: Path;
    readonly was: unknown;
    readonly is: unknown;
}

/** Whether members of a list may come in any order. */
type Order = "ordered" | "any";

/**
 * Whether two values mean the same to AWS: texts that are JSON by their content, a missing value like null or empty,
 * lists whatever their order. Orders that count are compared by the provider itself.
 */
export function isSame(a: unknown, b: unknown, order: Order = "any"): boolean {
    return canonical(a, order) === canonical(b, order);
}

/**
 * The places where two values differ, as deep as possible. Members of lists are matched by what names them, because
 * AWS gives many lists in any order.
 */
export function differences(was: unknown, is: unknown, path: Path = []): Difference[] {
    if (isSame(was, is)) return [];
    if (was instanceof Secret || is instanceof Secret) return [{ path, was, is }];
    if (isObject(was) && isObject(is)) {
        const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
        return keys.flatMap((key) => differences(was[key], is[key], [...path, key]));
    }
    if (Array.isArray(was) && Array.isArray(is)) {
        const pairs = matched(was, is);
        if (pairs) return pairs.flatMap(([index, a, b]) => differences(a, b, [...path, index]));
    }
    return [{ path, was, is }];
}

/** Members of two lists in pairs, with the index in the second one; undefined if they have no identifying value. */
function matched(was: readonly unknown[], is: readonly unknown[]): [number, unknown, unknown][] | undefined {
    if (was.length !== is.length) return undefined;
    if (was.length === 1) return [[0, was[0], is[0]]];
    const key = identities.find((name) => isUnique(was, name) && isUnique(is, name));
    if (key === undefined) return undefined;
    const before = new Map(was.map((member) => [nameOf(member, key), member]));
    if (!is.every((member) => before.has(nameOf(member, key)))) return undefined;
    return is.map((member, index) => [index, before.get(nameOf(member, key)), member]);
}

/** The identifying value of a list's member. */
const identities = ["arn", "name", "key", "id", "identifier", "originId", "sid"];

function isUnique(list: readonly unknown[], key: string): boolean {
    const names = list.map((member) => nameOf(member, key));
    return names.every((name) => typeof name === "string") && new Set(names).size === names.length;
}

function nameOf(member: unknown, key: string): unknown {
    return isObject(member) ? member[key] : undefined;
}

/** A text that is the same for values that mean the same. */
function canonical(value: unknown, order: Order): string {
    return JSON.stringify(simplify(reveal(value), order)) ?? "null";
}

function simplify(value: unknown, order: Order): unknown {
    if (value === undefined || value === null || value === "") return null;
    if (typeof value === "string") {
        const inner = fromJson(value);
        return inner === undefined ? value : simplify(inner, order);
    }
    if (Array.isArray(value)) {
        if (value.length === 0) return null;
        const members = value.map((inner) => JSON.stringify(simplify(inner, order)));
        return order === "any" ? members.sort() : members;
    }
    if (!isObject(value)) return value;
    const entries = Object.entries(value)
        .map(([key, inner]) => [key, simplify(inner, order)] as const)
        .filter(([, inner]) => inner !== null)
        .sort(([a], [b]) => (a < b ? -1 : 1));
    return entries.length === 0 ? null : Object.fromEntries(entries);
}

/** The value of a text that is a JSON object or list. */
export function fromJson(text: string): unknown {
    if (!/^\s*[[{]/.test(text)) return undefined;
    try {
        return JSON.parse(text) as unknown;
    } catch {
        return undefined;
    }
}
