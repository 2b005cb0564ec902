/** Places of a stack file, as `apis.*.routes.*` and `alerts.emails[]`, and what stands there. */

export type Path = readonly (string | number)[];

/** Something that stands at a place. */
export interface Found {
    readonly path: Path;
    /** Keys and list indexes around it and its own, by place. */
    readonly keys: Readonly<Record<string, string>>;
    /** What stands there; of a place that ends with `*` the key itself. */
    readonly value: unknown;
}

/** Everything at a place; nothing where a part of the way is absent. */
export function findAt(values: unknown, place: string): Found[] {
    const steps = place.replaceAll("[]", ".[]").split(".");
    let found: Found[] = [{ path: [], keys: {}, value: values }];
    steps.forEach((step, index) => {
        const here = steps
            .slice(0, index + 1)
            .join(".")
            .replaceAll(".[]", "[]");
        found = found.flatMap((one) => next(one, step, here));
    });
    return place.endsWith("*") ? found.map((one) => ({ ...one, value: one.path.at(-1) })) : found;
}

function next({ path, keys, value }: Found, step: string, here: string): Found[] {
    if (typeof value !== "object" || value === null) return [];
    if (step !== "*" && step !== "[]") {
        const inner = own(value, step);
        return inner === undefined ? [] : [{ path: [...path, step], keys, value: inner }];
    }
    if (Array.isArray(value) !== (step === "[]")) return [];
    return Object.entries(value).map(([key, inner]: [string, unknown]) => ({
        path: [...path, step === "[]" ? Number(key) : key],
        keys: { ...keys, [here]: key },
        value: inner,
    }));
}

function own(value: object, key: string): unknown {
    return Object.hasOwn(value, key) ? (value as Readonly<Record<string, unknown>>)[key] : undefined;
}

/** What stands at one place, given the keys around it; undefined if there is nothing. */
export function valueAt(values: unknown, place: string, keys: Readonly<Record<string, string>>): unknown {
    let value = values;
    let here = "";
    for (const step of place.split(".")) {
        here = here === "" ? step : `${here}.${step}`;
        const key = step === "*" ? keys[here] : step;
        if (typeof value !== "object" || value === null || key === undefined) return undefined;
        value = own(value, key);
    }
    return value;
}
