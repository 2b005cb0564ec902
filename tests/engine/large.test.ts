import assert from "node:assert/strict";
import { jsonSchemaByKey } from "../../config/jsonSchema";
import { inventory } from "../../operations/emulator";
import { Clone } from "./support/clone";
import { scan } from "./support/drift";
import { enlarged, sectionsOf } from "./support/large";

/** One stack's life; each step starts where the one before has ended. */
describe("a large stack with every kind of part", () => {
    let clone: Clone;

    before(async () => {
        clone = await Clone.create("large clone");
        await clone.editStackFile("local", enlarged);
    });

    after(async () => {
        await clone.remove();
    });

    it("has every section of a stack file that names parts", async () => {
        const { exitCode, stdout, all } = await clone.plumb("config", "--json");
        assert.equal(exitCode, 0, all);
        const { values } = JSON.parse(stdout) as { values: { key: string }[] };
        const used = new Set(values.map(({ key }) => /^plumbline:(\w+)/.exec(key)?.[1]));
        // What other stacks have, and what is set of single resources.
        const absent = sectionsOf(jsonSchemaByKey()).filter((section) => !used.has(section));
        assert.deepEqual(absent, ["from", "overrides"]);
    });

    it("is deployed: 1,500 resources", async () => {
        const { exitCode, all } = await clone.plumb("up");
        assert.equal(exitCode, 0, all);
        const created = Number(/(\d+) created, 0 updated/.exec(all)?.[1]);
        assert.ok(created >= 1500, `${created} resources`);
    });

    it("passes every policy rule", async () => {
        const { exitCode, all } = await clone.plumb("policy");
        assert.equal(exitCode, 0, all);
    });

    it("has no drift", async () => {
        const { report, ran } = await scan(clone);
        assert.equal(ran.exitCode, 0, ran.all);
        assert.deepEqual(report.findings, []);
    });

    it("leaves no resources in the account when destroyed", async () => {
        const { exitCode, all } = await clone.plumb("destroy", "--yes");
        assert.equal(exitCode, 0, all);
        assert.deepEqual(await inventory(await clone.emulator()), []);
    });
});
