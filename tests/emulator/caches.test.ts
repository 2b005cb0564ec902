import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { Scratch, script } from "./support";

interface Found {
    readonly addresses: readonly [string, string];
    readonly unknown?: readonly string[];
    readonly plain?: readonly string[];
    readonly wrong?: readonly string[];
    readonly written?: readonly string[];
    readonly read?: readonly string[];
    readonly policy?: string;
    readonly withheld?: readonly string[];
    readonly rotated?: readonly string[];
    readonly set?: readonly string[];
    readonly deleted?: readonly string[];
}

/** Looked for here as well: the code under test must not decide what the test expects. */
const hasServer = async (): Promise<boolean> =>
    promisify(execFile)("sh", ["-c", "command -v valkey-server || command -v redis-server"]).then(
        () => true,
        () => false,
    );

describe("caches of the emulator", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    let runs: boolean;
    let found: Found;

    before(async () => {
        runs = await hasServer();
        const emulator = await scratch.start();
        found = await script<Found>("caches.py", emulator, emulator.directory);
    });
    after(async () => scratch.clear());

    it("have addresses of this machine where a server is installed, else names as in AWS", () => {
        for (const address of found.addresses) {
            assert.match(address, runs ? /^127\.\d+\.\d+\.\d+$/ : /\.cache\.amazonaws\.com$/);
        }
        assert.notEqual(found.addresses[0], found.addresses[1]);
    });

    it("let in who has the token, by TLS only, to the commands of ElastiCache", () => {
        if (!runs) {
            // Then the emulator must not pretend that anything answers.
            assert.deepEqual(Object.keys(found), ["addresses"]);
            return;
        }
        assert.match(found.unknown?.[0] ?? "", /^-NOAUTH/);
        assert.doesNotMatch(found.plain?.[0] ?? "", /PONG|NOAUTH/);
        assert.match(found.wrong?.[0] ?? "", /^-WRONGPASS/);
        assert.deepEqual(found.written, ["+OK", "+OK"]);
        assert.deepEqual(found.read, ["+OK", "$1\r\nv"]);
        assert.match(found.policy ?? "", /maxmemory_policy:allkeys-lru/);
        assert.match(found.withheld?.[1] ?? "", /^-NOPERM/);
    });

    it("take a rotated token beside the former one, and one that is set alone", () => {
        if (!runs) return;
        assert.deepEqual(found.rotated, ["+OK", "+OK"]);
        assert.deepEqual(
            found.set?.map((answer) => answer.slice(0, 10)),
            ["-WRONGPASS", "-WRONGPASS", "+OK"],
        );
        assert.deepEqual(found.deleted, ["ConnectionRefusedError"]);
    });
});
