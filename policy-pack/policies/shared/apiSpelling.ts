/** A value of AWS's API with names as properties of Pulumi have them: `ActionToUse` is `actionToUse`. */
export function asProperties(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(asProperties);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(
        Object.entries(value).map(([key, inner]) => [
            key.charAt(0).toLowerCase() + key.slice(1).replace("loudWatch", "loudwatch"),
            asProperties(inner),
        ]),
    );
}
