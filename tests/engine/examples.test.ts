import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { type Done, Programs } from "./support/programs";

const FOLDER = path.join("examples", "components");

const examples = readdirSync(path.resolve(__dirname, "../..", FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

/** Previews at a time: most of the time of one is a single processor's work. */
const AT_ONCE = 2;

describe("the example of each component, without the platform around it", () => {
    let programs: Programs;
    const previews: Record<string, Promise<Done>> = {};

    before(async () => {
        programs = await Programs.create("clone with examples");
        const lanes = Array.from({ length: AT_ONCE }, () => Promise.resolve());
        examples.forEach((name, index) => {
            const lane = index % AT_ONCE;
            const preview = (lanes[lane] ?? Promise.resolve()).then(async () => {
                const program = await programs.program(path.join(FOLDER, name));
                return program.run("preview");
            });
            previews[name] = preview;
            lanes[lane] = preview.then(
                () => undefined,
                () => undefined, // the test of that example says so
            );
        });
    });

    after(async () => {
        await Promise.allSettled(Object.values(previews));
        await programs.remove();
    });

    for (const name of examples) {
        it(`${name} has a preview without a warning`, async () => {
            const { exitCode, stdout, stderr } = await previews[name]!;
            assert.equal(exitCode, 0, stdout + stderr);
            assert.match(stdout, /\+ \d+ to create/);
            assert.doesNotMatch(stdout + stderr, /warning/i);
        });
    }
});
