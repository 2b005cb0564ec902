/** A record with every value replaced. */
export function mapValues<T, R>(
    values: Readonly<Record<string, T>>,
    map: (value: T) => R,
): Record<string, R> {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, map(value)]));
}

/** A thing that is made when it is first asked for, and the same one from then on. */
export interface Once<T> {
    (): T;
    /** The thing, if somebody has asked for it. */
    readonly ifMade: () => T | undefined;
}

/** A thing that is made when it is first asked for, and the same one from then on. */
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

/** A list in pieces of at most `size`. */
export function chunks<T>(values: readonly T[], size: number): T[][] {
    return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
        values.slice(index * size, (index + 1) * size),
    );
}

/** The values of keys that must be there, with their keys. */
export function pick<T>(values: Readonly<Record<string, T>>, keys: readonly string[]): Record<string, T> {
    return Object.fromEntries(keys.map((key) => [key, valueOf(values, key)]));
}

/**
 * The value of a key that must be there.
 * @throws Error if it is not: configuration that names it should have been refused
 */
export function valueOf<T>(values: Readonly<Record<string, T>>, key: string): T {
    const value = values[key];
    if (value === undefined) throw new Error(`there is no "${key}" among ${Object.keys(values).join(", ")}`);
    return value;
}
