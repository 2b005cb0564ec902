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
    it("shows what runs them", () => {
        const { state, version } = examineDatabases({ postgresql: "16.14" });
        assert.deepEqual([state, version], ["ok", "PostgreSQL 16.14"]);
    });

    it("shows why nothing runs them, which is optional", () => {
        const found = examineDatabases({ reason: "no PostgreSQL is installed: run `npm install`" });
        assert.deepEqual([found.state, found.optional], ["missing", true]);
        assert.match(
            found.advice ?? "",
            /do not run: no PostgreSQL is installed: run `npm install`; see docs/,
        );
    });
});
