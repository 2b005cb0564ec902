import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import type { Clone } from "./support/clone";
import { cloneWithEmulator, configure, pulumi, STACK } from "./support/programs";

const FOLDER = path.join("examples", "components");
const root = path.resolve(__dirname, "../..");

const examples = readdirSync(path.join(root, FOLDER), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

describe("the example of each component, without the platform around it", () => {
    let clone: Clone;

    before(async () => {
        ({ clone } = await cloneWithEmulator("clone with examples"));
    });

    after(async () => {
        await clone.remove();
    });

    for (const name of examples) {
        it(`${name} has a preview without a warning`, async () => {
            const folder = path.join(FOLDER, name);
            await configure(clone, folder);
            const { exitCode, all } = await pulumi(
                clone,
                folder,
                `stack init ${STACK} --no-select`,
                `preview --stack ${STACK}`,
            );
            assert.equal(exitCode, 0, all);
            assert.match(all, /\+ \d+ to create/);
            assert.doesNotMatch(all, /warning/i);
        });
    }
});
