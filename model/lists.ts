/** A list in chunks of at most `size`, for operations that take so many at once. */
export function chunks<T>(values: readonly T[], size: number): T[][] {
    return Array.from({ length: Math.ceil(values.length / size) }, (_, index) =>
        values.slice(index * size, (index + 1) * size),
    );
}

/** The values that have a key in common, by it, in the order of their first ones. */
export function grouped<T>(values: readonly T[], keyOf: (value: T) => string): Map<string, [T, ...T[]]> {
    const groups = new Map<string, [T, ...T[]]>();
    for (const value of values) {
        const group = groups.get(keyOf(value));
        if (group) group.push(value);
        else groups.set(keyOf(value), [value]);
    }
    return groups;
}
