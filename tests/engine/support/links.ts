/** What the sample's workloads may do with their links: `tests/emulator/links.py` tries it. */
import * as assert from "node:assert/strict";

import type { Emulator } from "../../../operations/emulator";
import { script } from "../../emulator/support";

interface Tried {
    readonly function: {
        readonly allowed: Readonly<Record<string, string>>;
        readonly refused: Readonly<Record<string, string>>;
        readonly missing: string;
        readonly back: string;
    };
    readonly rotation: { readonly missing: boolean; readonly back: boolean };
    readonly task: { readonly missing: string; readonly back: string };
}

/** Tries what links are for, what they are not for, and each workload without one of its statements. */
export async function tryLinks(emulator: Emulator): Promise<void> {
    const { function: orders, rotation, task } = await script<Tried>("links.py", emulator);
    assert.ok(Object.keys(orders.allowed).length >= 13);
    assert.deepEqual(
        Object.entries(orders.allowed).filter(([, told]) => told !== "allowed"),
        [],
    );
    assert.ok(Object.keys(orders.refused).length >= 7);
    for (const [what, told] of Object.entries(orders.refused)) {
        assert.match(told, /\((AccessDenied(Exception)?|UnauthorizedOperation)\).* is not authorized/, what);
    }
    assert.match(orders.missing, /AccessDeniedException.*dynamodb:PutItem on resource: \S+:table\/carts-/);
    assert.equal(orders.back, "allowed");
    assert.deepEqual(rotation, { missing: false, back: true });
    assert.match(task.missing, /^ResourceInitializationError: .*AccessDeniedException.*GetSecretValue/);
    assert.equal(task.back, "Essential container in task exited [0]");
}
