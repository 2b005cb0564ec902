import assert from "node:assert/strict";
import * as path from "node:path";
import { inventory } from "../../../operations/emulator";
import { type Program, Programs } from "../support/programs";
import type { Changes } from "../support/steps";
import { expected } from "./expected";

const FOLDER = path.join("tests", "engine", "components", "programs");

describe("every component, deployed without the platform around it", () => {
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

            it("is created", async () => {
                const created = Object.values(await deploy("first")).flat();
                assert.ok(created.length > 20, created.join("\n"));
                assert.deepEqual(
                    created.filter((change) => !change.startsWith("create ")),
                    [],
                );
            });

            it("follows every changed argument, in place", async () => {
                assert.deepEqual(await deploy("second"), changes);
            });

            it("then matches the program, in Pulumi's state and in AWS", async () => {
                const preview = await program.run("preview", "--refresh", "--expect-no-changes");
                assert.equal(preview.exitCode, 0, preview.stdout + preview.stderr);
            });

            it("is destroyed, and leaves no resources in the account", async () => {
                const done = await program.run("destroy", "--yes", "--skip-preview");
                assert.equal(done.exitCode, 0, done.stdout + done.stderr);
                assert.deepEqual(await inventory(programs.emulator), []);
            });
        });
    }
});
