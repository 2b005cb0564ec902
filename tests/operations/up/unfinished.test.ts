import assert from "node:assert/strict";

import type { Engine } from "../../../operations/pulumi/engine";
import { readUnfinished, unfinished } from "../../../operations/up/unfinished";

const rule = { urn: "urn:rule", type: "aws:lb/listenerRule:ListenerRule" };
const engine = { stack: "dev" } as Engine;

describe("resources whose last update failed", () => {
    it("are those with an error in the state, without what is being deleted", () => {
        const errors = ["PriorityInUse"];
        assert.deepEqual(
            unfinished([
                rule,
                { ...rule, urn: "urn:failed", initErrors: errors },
                { ...rule, urn: "urn:ended", initErrors: [] },
                { ...rule, urn: "urn:gone", initErrors: errors, delete: true },
            ]),
            ["urn:failed"],
        );
    });

    it("are read from AWS, and nothing else is", async () => {
        const asked: string[][] = [];
        await readUnfinished(engine, ["urn:a", "urn:b"], {}, (_, args) => {
            asked.push([...args]);
            return Promise.resolve({ exitCode: 0, interrupted: false });
        });
        const targets = ["--target", "urn:a", "--target", "urn:b"];
        assert.deepEqual(asked, [["refresh", "--yes", "--skip-preview", "--suppress-outputs", ...targets]]);
    });

    it("stop the update if AWS does not return them", async () => {
        const ends = (exitCode: number, interrupted: boolean) =>
            readUnfinished(engine, ["urn:a"], {}, () => Promise.resolve({ exitCode, interrupted }));
        await assert.rejects(ends(1, false), /AWS did not return what it has left.*Nothing was changed/);
        await assert.rejects(ends(1, true), { exitCode: 130 });
    });
});
