import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { type Done, Programs } from "./support/programs";

const ROOT = path.resolve(__dirname, "../..");
const FOLDER = path.join("examples", "components");

const examples = readdirSync(path.join(ROOT, FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** The one that is previewed as people would do it: in its own folder. */
const ALONE = "queue";

describe("the example of each component, without the platform around it", () => {
    let programs: Programs;
    let together: Done;

    before(async () => {
        programs = await Programs.create("clone with examples");
        const program = await programs.program(path.join("tests", "engine", "fixtures", "examples"));
        together = await program.run("preview");
    });

    after(async () => {
        await programs.remove();
    });

    function expectGood({ exitCode, stdout, stderr }: Done): void {
        assert.equal(exitCode, 0, stdout + stderr);
        assert.match(stdout, /\+ \d+ to create/);
        assert.doesNotMatch(stdout + stderr, /warning/i);
    }

    // In one preview: that of each example alone is a start of the same programs, 31 times.
    for (const name of examples) {
        it(`${name} has a preview without a warning`, () => {
            expectGood(together);
            const changes = together.changes[`example:${name}`] ?? [];
            assert.ok(changes.length > 1, `${name} makes nothing`);
            assert.deepEqual(
                changes.filter((change) => !change.startsWith("create ")),
                [],
            );
        });
    }

    it("are programs of their own, each equal to the one in its preview", async () => {
        const program = await programs.program(path.join(FOLDER, ALONE));
        const done = await program.run("preview");
        expectGood(done);
        // But for the stack, its provider and the component for the example, which each program has once.
        const resources = (changes: readonly string[]): string[] =>
            changes.filter((change) => !/^create (pulumi|example):/.test(change)).sort();
        assert.deepEqual(
            resources(Object.values(done.changes).flat()),
            resources(together.changes[`example:${ALONE}`] ?? []),
        );
        const projectOf = (name: string): unknown => {
            const text = readFileSync(path.join(ROOT, FOLDER, name, "Pulumi.yaml"), "utf8");
            const project = parse(text) as Record<string, unknown>;
            assert.equal(project["name"], `plumbline-${name}`);
            assert.match(String(project["description"]), /^[A-Z]/);
            return { ...project, name: "", description: "" };
        };
        for (const name of examples) assert.deepEqual(projectOf(name), projectOf(ALONE), name);
    });
});
