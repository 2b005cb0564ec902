/** Commands that look at a deployed sample: what they print, and how they end. */
import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";

import { type Ended, plumb } from "../../support/plumb";
import type { Clone } from "./clone";

/** In this process: starting another one takes longer than what it does. */
async function run({ folder, printed }: Clone, ...args: readonly string[]): Promise<Ended> {
    const unset = ["BACKEND_URL", "CONFIG_PASSPHRASE", "CONFIG_PASSPHRASE_FILE"];
    const env = Object.fromEntries(unset.map((name) => [`PULUMI_${name}`, undefined]));
    const ended = await plumb(args, { cwd: folder, env });
    printed.push(ended.all);
    // CI shows colors, too.
    return { ...ended, stdout: stripVTControlCharacters(ended.stdout) };
}

/** What runs: every part in a row, and nothing broken. */
export async function looksAtStatus(clone: Clone): Promise<void> {
    const { code, all, stdout } = await run(clone, "status");
    assert.equal(code, 0, all);
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
    const called = await run(
        clone,
        "invoke",
        "function/orders",
        "--data",
        '{"rawPath": "/health"}',
        "--json",
    );
    assert.equal(called.code, 0, called.all);
    const { payload } = JSON.parse(called.stdout) as { payload: { statusCode: number } };
    assert.equal(typeof payload.statusCode, "number");
    const { stdout, all } = await run(clone, "logs", "function/orders");
    assert.match(stdout, /^\S+Z \S+ START RequestId: /m, all);
}

/** A service's variables with their secrets, and a client of the database with the login from its secret. */
export async function standsIn(clone: Clone): Promise<void> {
    const length =
        "process.exitCode = process.env.SECRET_SESSION.length === 48 && process.env.DATABASE_APP_HOST ? 7 : 1";
    const shell = await run(clone, "shell", "service/admin", "--", process.execPath, "-e", length);
    assert.deepEqual([shell.code, shell.all], [7, ""]);
    const { code, stdout, all } = await run(clone, "connect", "database/app", "--env");
    assert.equal(code, 0, all);
    assert.match(stdout, /^export PGHOST='127\.[\d.]+'$/m);
    assert.match(stdout, /^export PGUSER='platform'$/m);
    assert.doesNotMatch(all, /PGPASSWORD/);
}
