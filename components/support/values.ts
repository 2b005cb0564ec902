/** A record with every value replaced. */
export function mapValues<T, R>(
    values: Readonly<Record<string, T>>,
    map: (value: T) => R,
): Record<string, R> {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

/** A value that the first call creates, and every later call returns. */
export interface Once<T> {
    (): T;
    /** The value, if a call has created it. */
    readonly ifMade: () => T | undefined;
}

/** A value that the first call creates, and every later call returns. */
export function once<T>(make: () => T): Once<T> {
    let made: { readonly value: T } | undefined;
    return Object.assign(() => (made ??= { value: make() }).value, { ifMade: () => made?.value });
}

/** A record without its undefined values. */
export function defined<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
    return Object.fromEntries(
        Object.entries(values).flatMap(([key, value]) =>
            value === undefined ? [] : [[key, value] as const],
        ),
    );
}

/** A record of the given keys, all of which must exist. */
export function pick<T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
    return Object.fromEntries(keys.map((key) => [key, valueOf(values, key)]));
}

/**
 * The value of a key that must exist.
 * @throws Error if it is not: configuration that names it should have been refused
 */
export function valueOf<T>(values: Readonly<Record<string, T>>, key: string): T {
    const value = Object.hasOwn(values, key) ? values[key] : undefined;
    if (value === undefined) throw new Error(`there is no "${key}" among ${Object.keys(values).join(", ")}`);
    return value;
}
