import assert from "node:assert/strict";
import { jsonSchemaByKey } from "../../../config/jsonSchema";
import { inventory } from "../../../operations/emulator";
import type { Clone } from "../support/clone";
import { scan } from "../support/drift";
import { enlarged, sectionsOf } from "../support/large";

/** Many more of every kind of part beside the deployed sample; then nothing. */
export function enlargedAndDestroyed(get: () => Clone): void {
    it("grows to a large stack that has every section of a stack file that names parts", async () => {
        const clone = get();
        await clone.editStackFile("local", enlarged);
        const { exitCode, stdout, all } = await clone.plumb("config", "--json");
        assert.equal(exitCode, 0, all);
        const { values } = JSON.parse(stdout) as { values: { key: string }[] };
        const used = new Set(values.map(({ key }) => /^plumbline:(\w+)/.exec(key)?.[1]));
        // What other stacks have, and what is set of single resources.
        const absent = sectionsOf(jsonSchemaByKey()).filter((section) => !used.has(section));
        assert.deepEqual(absent, ["from", "overrides"]);
    });

    it("is deployed with 1,500 resources", async () => {
        const { exitCode, all } = await get().plumb("up");
        assert.equal(exitCode, 0, all);
        const counts = /(\d+) created, (\d+) updated, (\d+) unchanged/.exec(all)?.slice(1).map(Number) ?? [];
        const [created = 0, ...others] = counts;
        assert.ok(created >= 800, `${created} created`);
        const resources = others.reduce((one, other) => one + other, created);
        assert.ok(resources >= 1500, `${resources} resources`);
    });

    it("passes every policy rule, now that all values are known", async () => {
        const { exitCode, all } = await get().plumb("policy");
        assert.equal(exitCode, 0, all);
    });

    it("has no drift but for the key that has been rotated, and looking for it changes no state", async () => {
        const { report, ran } = await scan(get(), "--accept", "delegatedOrWaived");
        assert.equal(ran.exitCode, 0, ran.all);
        assert.deepEqual(
            report.findings.map(({ name, verdict, properties }) => [name, verdict, properties[0]?.reason]),
            [["invoices-signing", "delegatedOrWaived", "anything, by rotation"]],
        );
        assert.equal(report.state.before, report.state.after);
    });

    it("leaves no resources in the account when destroyed", async () => {
        const clone = get();
        const { exitCode, all } = await clone.plumb("destroy", "--yes");
        await clone.git("checkout", "--quiet", "Pulumi.local.yaml");
        assert.equal(exitCode, 0, all);
        assert.deepEqual(await inventory(await clone.emulator()), []);
    });
}
