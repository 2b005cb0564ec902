import * as pulumi from "@pulumi/pulumi";

import { configurationError, type Settings } from "../config";
import { matches } from "../model/overrides";

/** The overrides of a stack. */
export interface Overrides {
    readonly transformations: readonly pulumi.ResourceTransformation[];
    /** @throws pulumi.RunError that names each override which no resource has matched */
    readonly allUsed: () => void;
}

/** Transformations that change inputs of the resources that `plumbline:overrides` names, before anything judges them. */
export function createOverrides({ overrides, stack }: Pick<Settings, "overrides" | "stack">): Overrides {
    const all = Object.entries(overrides);
    if (all.length === 0) return { transformations: [], allUsed: () => undefined };
    const unused = new Set(all.map(([name]) => name));
    return {
        transformations: [
            ({ type, name, props, opts }) => {
                const meant = all.filter(([, { resource }]) => matches(resource, { type, name }));
                if (meant.length === 0) return undefined;
                meant.forEach(([override]) => unused.delete(override));
                const given = props as Readonly<Record<string, unknown>>;
                return { props: meant.reduce((inputs, [, { set }]) => overlaid(inputs, set), given), opts };
            },
        ],
        allUsed: () => {
            if (unused.size === 0) return;
            const problems = [...unused].map((name) => ({
                key: `plumbline:overrides.${name}.resource`,
                message: `"${overrides[name]?.resource}" matches no resource of this stack`,
            }));
            throw new pulumi.RunError(configurationError(stack, problems).message);
        },
    };
}

type Map = Readonly<Record<string, unknown>>;

/** Maps are merged, all else is replaced, and `null` takes something away. */
function overlaid(there: Map, set: Map): Record<string, unknown> {
    const result: Record<string, unknown> = { ...there };
    for (const [key, value] of Object.entries(set)) {
        if (value === null) Reflect.deleteProperty(result, key);
        else result[key] = isMap(value) ? into(result[key], value) : value;
    }
    return result;
}

/** A value that AWS makes is known later. */
function into(there: unknown, value: Map): unknown {
    if (pulumi.Output.isInstance(there) || there instanceof Promise) {
        return pulumi.output(there).apply((known: unknown) => into(known, value));
    }
    return isMap(there) ? overlaid(there, value) : value;
}

function isMap(value: unknown): value is Map {
    return Object.prototype.toString.call(value) === "[object Object]" && !pulumi.Output.isInstance(value);
}
