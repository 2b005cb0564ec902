import assert from "node:assert/strict";
import * as path from "node:path";
import { inventory } from "../../../operations/emulator";
import { type Program, Programs } from "../support/programs";
import type { Changes } from "../support/steps";
import { expected } from "./expected";

const FOLDER = path.join("tests", "engine", "components", "programs");

/** What AWS cannot change in place, or what is another thing by nature: by type, with the reason. */
const REPLACED: Readonly<Record<string, string>> = {};

describe("every component, deployed by itself", () => {
    let programs: Programs;

    before(async () => {
        programs = await Programs.create("clone with components");
    });

    after(async () => {
        await programs.remove();
    });

    for (const [name, changes] of Object.entries(expected)) {
        describe(name, () => {
            let program: Program;

            before(async () => {
                program = await programs.program(path.join(FOLDER, name));
            });

            async function deploy(variant: "first" | "second"): Promise<Changes> {
                await program.configure({ [`components-${name}:variant`]: variant });
                const done = await program.run("up", "--yes", "--skip-preview");
                assert.equal(done.exitCode, 0, done.stdout + done.stderr);
                return done.changes;
            }

            it("is created, and has no change afterwards", async () => {
                const created = Object.values(await deploy("first")).flat();
                assert.ok(created.length > 20, created.join("\n"));
                assert.deepEqual(created.filter((change) => !change.startsWith("create ")), []);
                assert.deepEqual(await deploy("first"), {});
            });

            it("follows every changed argument, in place", async () => {
                assert.deepEqual(await deploy("second"), changes);
            });

            it("is destroyed, and leaves nothing in the account", async () => {
                const done = await program.run("destroy", "--yes", "--skip-preview");
                assert.equal(done.exitCode, 0, done.stdout + done.stderr);
                assert.deepEqual(await inventory(programs.emulator.url), []);
            });
        });
    }

    it("is replaced by no changed argument but for a known reason", () => {
        const replaced = Object.values(expected)
            .flatMap((changes) => Object.values(changes).flat())
            .filter((change) => change.startsWith("replace "))
            .map((change) => change.slice("replace ".length));
        assert.deepEqual(replaced.sort(), Object.keys(REPLACED).sort());
    });
});
