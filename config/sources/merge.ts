/** Merges what a project's stacks share with what one of them says itself. */
import { isDeepStrictEqual } from "node:util";

import { SecretValue } from "../values";

export type Values = Readonly<Record<string, unknown>>;

/** A map of keys: everything else, lists and encrypted values too, is replaced as a whole. */
export function isMap(value: unknown): value is Values {
    return (
        typeof value === "object" &&
        value !== null &&
        !Array.isArray(value) &&
        !(value instanceof SecretValue) &&
        !isEncrypted(value)
    );
}

/** Whether a map is what `pulumi config set --secret` writes. */
export function isEncrypted(value: object): boolean {
    const keys = Object.keys(value);
    return keys.length === 1 && keys[0] === "secure";
}

/**
 * What a stack amounts to: maps are merged deeply, lists and single values replaced, and `null` takes an inherited
 * entry out. A `null` that takes nothing out stays, for validation to find.
 */
export function merged(shared: Values, own: Values): Record<string, unknown> {
    const result: Record<string, unknown> = { ...shared };
    for (const [key, value] of Object.entries(own)) {
        const inherited = Object.hasOwn(shared, key) ? shared[key] : undefined;
        if (value === null && inherited !== undefined) Reflect.deleteProperty(result, key);
        else set(result, key, isMap(inherited) && isMap(value) ? merged(inherited, value) : value);
    }
    return result;
}

/** `__proto__` as a key like any: validation refuses it, and an assignment would make it vanish before. */
function set(target: Record<string, unknown>, key: string, value: unknown): void {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}

/** The least that a stack must say itself to amount to something: {@link merged} the other way round. */
export function difference(shared: Values, wanted: Values): Record<string, unknown> {
    const removed = Object.keys(shared).filter((key) => !Object.hasOwn(wanted, key));
    const changed = Object.entries(wanted).flatMap(([key, value]): [string, unknown][] => {
        if (!Object.hasOwn(shared, key)) return [[key, value]];
        const inherited = shared[key];
        if (isDeepStrictEqual(inherited, value)) return [];
        return [[key, isMap(inherited) && isMap(value) ? difference(inherited, value) : value]];
    });
    return Object.fromEntries([...removed.map((key): [string, unknown] => [key, null]), ...changed]);
}

/**
 * The same with the keys of every map in order, as the engine gives them to a program: whether an entry is shared or a
 * stack's own makes no difference to what is made of it.
 */
export function sorted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(sorted);
    if (!isMap(value)) return value;
    const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
