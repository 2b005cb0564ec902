import * as pulumi from "@pulumi/pulumi";

/**
 * A value as JSON, once all outputs anywhere in it are known. As `pulumi.jsonStringify`, which makes several outputs
 * for each object and each array in it; this makes one for the whole value.
 */
export function asJson(value: unknown): pulumi.Output<string> {
    const places = new Map<pulumi.Output<unknown>, number>();
    collect(value, places);
    return pulumi
        .all([...places.keys()])
        .apply((known) => JSON.stringify(filled(value, (output) => known[places.get(output) ?? -1])));
}

function collect(value: unknown, places: Map<pulumi.Output<unknown>, number>): void {
    if (pulumi.Output.isInstance(value)) {
        if (!places.has(value)) places.set(value, places.size);
    } else if (isContainer(value)) {
        for (const inner of Object.values(value)) collect(inner, places);
    }
}

function filled(value: unknown, known: (output: pulumi.Output<unknown>) => unknown): unknown {
    if (pulumi.Output.isInstance(value)) return known(value);
    if (Array.isArray(value)) return value.map((inner) => filled(inner, known));
    if (!isContainer(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filled(inner, known)]));
}

function isContainer(value: unknown): value is object {
    return typeof value === "object" && value !== null;
}
