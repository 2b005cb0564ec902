import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdir } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { type Emulator, stopEmulator } from "../../operations/emulator";
import { databaseServersOf, healthOf } from "../../operations/emulator/process";
import { Scratch, script } from "./support";

type Rows = readonly (readonly (string | null)[])[];
/** Rows, or `<SQLSTATE>: <message>`. */
type Answer = Rows | string;

interface Found {
    readonly addresses: readonly [string, string];
    readonly instances: readonly (readonly [string, number])[];
    readonly made: Answer;
    readonly parameter: Answer;
    readonly plain: string;
    readonly wrong: string;
    readonly administrator: string;
    readonly inserted: Answer;
    readonly read: Answer;
    readonly written: string;
    readonly rotated: readonly [boolean, Answer, string];
    readonly token: Answer;
    readonly tokens: readonly string[];
    readonly roles: readonly Answer[];
    readonly updated: number;
    readonly records: readonly object[][];
    readonly columns: readonly (readonly string[])[];
    readonly json: string;
    readonly error: string;
    readonly ended: string;
    readonly count: Answer;
    readonly secret: string;
    readonly restored: readonly Answer[];
    readonly function: unknown;
    readonly renamed: readonly [boolean, Answer, Answer];
}

/** The servers of an emulator, with the processes above them: their commands name its folder. */
async function serversOf(directory: string): Promise<string[]> {
    const { stdout } = await promisify(execFile)("ps", ["-ww", "-eo", "args="]);
    return stdout.split("\n").filter((line) => line.includes(`-D ${path.join(directory, "databases")}`));
}

async function endOfServers(directory: string): Promise<string[]> {
    const giveUp = Date.now() + 20_000;
    for (;;) {
        const servers = await serversOf(directory);
        if (servers.length === 0 || Date.now() > giveUp) return servers;
        await sleep(100);
    }
}

describe("databases of the emulator", function () {
    this.timeout(180_000);
    const scratch = new Scratch();
    let emulator: Emulator;
    let found: Found;

    before(async () => {
        emulator = await scratch.start();
        found = await script<Found>("databases.py", emulator, emulator.directory);
    });
    after(async () => scratch.clear());

    it("run on PostgreSQL, which the npm packages bring along", async () => {
        const { postgresql, reason } = (await databaseServersOf(emulator.url)) ?? {};
        assert.match(postgresql ?? "", /^16\.\d+$/, reason);
    });

    it("have an address of this machine for the writer and one for the readers, with the cluster's port", () => {
        const [writer, reader] = found.addresses;
        for (const address of found.addresses) assert.match(address, /^127\.\d+\.\d+\.\d+$/);
        assert.notEqual(writer, reader);
        assert.deepEqual(found.instances, [
            [writer, 5433],
            [reader, 5433],
        ]);
    });

    it("let the master user in with the password of the secret, and nobody without TLS", () => {
        assert.deepEqual([found.made, found.inserted], [[], [["1"]]]);
        assert.deepEqual(found.parameter, [["1234ms"]]);
        assert.match(found.plain, /^28000: no pg_hba\.conf entry .*no encryption$/);
        assert.equal(found.wrong, '28P01: password authentication failed for user "platform"');
        assert.match(found.administrator, /^28000: .*"rdsadmin"$/);
    });

    it("let it in with the new password only, once that is rotated", () => {
        const [changed, renewed, old] = found.rotated;
        assert.deepEqual([changed, renewed], [true, [["1"]]]);
        assert.match(old, /^28P01: /);
    });

    it("are read-only at the readers' address", () => {
        assert.deepEqual(found.read, [["first"]]);
        assert.match(found.written, /^25006: cannot execute DELETE in a read-only transaction$/);
    });

    it("take tokens of IAM: signed, for this user and address, at most 15 minutes old", () => {
        assert.deepEqual(found.token, [["shop"]]);
        const [forged, others, elsewhere, late] = found.tokens;
        assert.match(forged ?? "", /^28P01: .*mismatch$/);
        assert.match(others ?? "", /^28P01: .*not a token for this user$/);
        assert.match(elsewhere ?? "", /^28P01: .*it is a token for/);
        assert.match(late ?? "", /^28P01: .*expired$/);
    });

    it("take tokens of roles that may connect as this user, and of no others", () => {
        const [may, mayNot] = found.roles;
        assert.deepEqual(may, [["shop"]]);
        assert.match(String(mayNot), /^28P01: .*not authorized to perform: rds-db:connect .*\/shop because/);
    });

    it("run statements of the Data API, with parameters and typed answers", () => {
        assert.equal(found.updated, 1);
        assert.deepEqual(found.records, [
            [
                { longValue: 2 },
                { stringValue: "it's :v" },
                { stringValue: ":id" },
                { stringValue: "1.50" },
                { booleanValue: true },
                { isNull: true },
                { arrayValue: { longValues: [1, 2] } },
                { stringValue: "{}" },
            ],
        ]);
        assert.deepEqual(found.columns, [
            ["id", "int4", "t"],
            ["v", "text", "t"],
        ]);
        assert.equal(found.json, '[{"id":1,"v":"first"},{"id":2,"v":"it\'s :v"}]');
        assert.match(
            found.error,
            /^DatabaseErrorException: .*ERROR: relation "nothing" does not exist; Position: 15; SQLState: 42P01$/,
        );
    });

    it("roll transactions of the Data API back, run batches, and look at the secret", () => {
        assert.equal(found.ended, "Rollback Complete");
        assert.deepEqual(found.count, [["4"]]);
        assert.match(found.secret, /password authentication failed for user "platform"; SQLState: 28P01$/);
    });

    it("are restored from a snapshot, as of a time, and as they are", () => {
        const [snapshot, before, latest] = found.restored;
        assert.deepEqual([snapshot, before], [[["4"]], [["4"]]]);
        assert.match(String(latest), /^42P01: relation "t" does not exist$/);
    });

    it("move with their names, so that a restored one takes the place of the broken one", () => {
        const [moved, whole, broken] = found.renamed;
        assert.deepEqual([moved, whole], [true, [["4"]]]);
        assert.match(String(broken), /^42P01: /);
    });

    it("have certificates of an authority that functions find where Lambda has it", async () => {
        const health = await healthOf(emulator.url);
        if (health?.functions.sandboxed) assert.equal(found.function, "TLSv1.3");
        // Without a sandbox, functions see this machine's own files.
        else assert.match(JSON.stringify(found.function), /FileNotFoundError/);
    });

    it("end with the emulator, even if it is killed, and leave nothing when it is stopped", async () => {
        assert.notDeepEqual(await serversOf(emulator.directory), []);
        process.kill(emulator.pid, "SIGKILL");
        assert.deepEqual(await endOfServers(emulator.directory), []);
        await stopEmulator(emulator.directory);
        await assert.rejects(readdir(path.join(emulator.directory, "databases")), { code: "ENOENT" });
    });
});
