import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { chooseTarget } from "../../../cli/commands/drift/target";

describe("the target of drift", () => {
    let folder: string;

    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-target-"));
    });

    after(async () => {
        await rm(folder, { recursive: true, force: true });
    });

    async function choose(urn: string): ReturnType<typeof chooseTarget> {
        const state = path.join(folder, "state.json");
        await writeFile(state, JSON.stringify({ deployment: { resources: [{ urn }] } }));
        return chooseTarget({ state });
    }

    it("is a stack of this project, with its settings, if the state names it", async () => {
        const { stack, isOurs, settings } = await choose("urn:pulumi:local::plumbline::a:b:C::d");
        assert.deepEqual([stack, isOurs, settings?.tier], ["local", true, "local"]);
    });

    it("is a foreign stack if the state names another project, whatever the stack's name", async () => {
        const { stack, isOurs, settings } = await choose("urn:pulumi:local::other::a:b:C::d");
        assert.deepEqual([stack, isOurs, settings], ["local", false, undefined]);
    });
});
