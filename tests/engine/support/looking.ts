/** Commands that look at a deployed sample: what they print, and how they end. */
import assert from "node:assert/strict";

import type { Clone } from "./clone";

/** What runs: every part in a row, and nothing broken. */
export async function looksAtStatus(clone: Clone): Promise<void> {
    const { exitCode, all, stdout } = await clone.plumb("status");
    assert.equal(exitCode, 0, all);
    for (const row of [
        /^service\/admin +healthy +1 of 1 tasks/m,
        /^function\/orders +healthy +active +version \d+/m,
        /^database\/app +healthy +available, 2 members +aurora-postgresql 16/m,
        /^task\/migrate +healthy +ended with 0/m,
        /^site\/shop +healthy +deployed +release [0-9a-f]{16}/m,
    ]) {
        assert.match(stdout, row);
    }
}

/** A call of a function, and its lines in the log. */
export async function callsAndReads(clone: Clone): Promise<void> {
    const called = await clone.plumb(
        "invoke",
        "function/orders",
        "--data",
        '{"rawPath": "/health"}',
        "--json",
    );
    assert.equal(called.exitCode, 0, called.all);
    const { payload } = JSON.parse(called.stdout) as { payload: { statusCode: number } };
    assert.equal(typeof payload.statusCode, "number");
    const { stdout, all } = await clone.plumb("logs", "function/orders");
    assert.match(stdout, /^\S+Z \S+ START RequestId: /m, all);
}

/** A service's variables with their secrets, and a client of the database with the login from its secret. */
export async function standsIn(clone: Clone): Promise<void> {
    const length =
        "process.exitCode = process.env.SECRET_SESSION.length === 48 && process.env.DATABASE_APP_HOST ? 7 : 1";
    const shell = await clone.plumb("shell", "service/admin", "--", process.execPath, "-e", length);
    assert.deepEqual([shell.exitCode, shell.all], [7, ""]);
    const { exitCode, stdout, all } = await clone.plumb("connect", "database/app", "--env");
    assert.equal(exitCode, 0, all);
    assert.match(stdout, /^export PGHOST='127\.[\d.]+'$/m);
    assert.match(stdout, /^export PGUSER='platform'$/m);
    assert.doesNotMatch(all, /PGPASSWORD/);
}
