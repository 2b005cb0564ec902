import * as assert from "node:assert/strict";
import { emulatedDatabases } from "../../cli/databaseAddresses";
import type { Settings } from "../../config/validate";

type Given = Parameters<typeof emulatedDatabases>[0];

const database = (engine: string, more: object = {}) => ({ engine, databaseName: "app", ...more });

function given(databases: object, more: object = {}): Given {
    return { emulator: "http://127.0.0.1:4566", databases, caches: {}, ...more } as unknown as Settings;
}

describe("addresses of an emulated stack's databases", () => {
    it("are URLs for psql, with the master user and without a password", () => {
        const outputs = { databases: { app: { host: "127.41.23.241", port: 5433, secretArn: "arn" } } };
        const { rows, notes } = emulatedDatabases(given({ app: database("postgres") }), outputs);
        assert.deepEqual(rows, [
            ["database/app", "postgresql://platform@127.41.23.241:5433/app?sslmode=require"],
        ]);
        assert.deepEqual(notes, []);
    });

    it("are those of caches, too, which ask for TLS and a token", () => {
        const outputs = { caches: { sessions: { host: "127.1.2.3", port: 6379 } } };
        const found = emulatedDatabases(given({}, { caches: { sessions: {} } }), outputs);
        assert.deepEqual(found, { rows: [["cache/sessions", "rediss://127.1.2.3:6379"]], notes: [] });
    });

    it("name no user of a server that is made from a snapshot", () => {
        const outputs = { databases: { app: { host: "127.1.2.3", port: 5432 } } };
        const from = { snapshot: "before" };
        const { rows } = emulatedDatabases(given({ app: database("postgres", { from }) }), outputs);
        assert.deepEqual(rows, [["database/app", "postgresql://127.1.2.3:5432/app?sslmode=require"]]);
    });

    it("are none where no server runs, which is said with what to do", () => {
        const outputs = {
            databases: {
                app: { host: "app.cluster-abc.eu-west-1.rds.amazonaws.com", port: 5432 },
                old: { host: "old.abc.eu-west-1.rds.amazonaws.com", port: 3306 },
            },
            caches: { sessions: { host: "master.sessions.abc.euw1.cache.amazonaws.com", port: 6379 } },
        };
        const databases = { app: database("aurora-postgresql"), old: database("mysql") };
        const { rows, notes } = emulatedDatabases(given(databases, { caches: { sessions: {} } }), outputs);
        assert.deepEqual(rows, []);
        assert.equal(notes.length, 3);
        assert.match(
            notes[0] ?? "",
            /not run on this machine: database\/app; .*npm install.*docs\/emulator\.md/,
        );
        assert.match(notes[1] ?? "", /database\/old; the emulator runs no MySQL/);
        assert.match(notes[2] ?? "", /cache\/sessions; neither `valkey-server` nor/);
    });

    it("are none of a stack in AWS", () => {
        const found = emulatedDatabases(given({ app: database("postgres") }, { emulator: undefined }), {});
        assert.deepEqual(found, { rows: [], notes: [] });
    });
});
