import assert from "node:assert/strict";

import type { Recording } from "./recorder";
import { resolve } from "./resolve";

/**
 * Asserts that a component registered outputs, at least the named ones, and that each of them equals its public
 * field of that name.
 */
export async function assertRegistered<T extends object>(
    { graph, made }: Recording<T>,
    kind: string,
    fields: readonly (keyof T & string)[],
): Promise<void> {
    const outputs = graph.one(kind).outputs ?? {};
    for (const field of fields) {
        assert.ok(field in outputs, `${kind} does not register its field ${field} as an output`);
    }
    for (const [name, value] of Object.entries(outputs)) {
        assert.ok(name in made, `${kind} registers ${name}, but has no such field`);
        assert.deepEqual(value, await resolve(made[name as keyof T]), `${kind}.${name}`);
    }
}
