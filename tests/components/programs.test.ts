/** Every component is deployed, changed and destroyed by the engine tests. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { readComponents } from "../../operations/generate/readSources";

const ROOT = join(__dirname, "..", "..");
const PROGRAMS = join(ROOT, "tests", "engine", "components", "programs");

/** Components that no program makes by name, and where they are made. */
const WITHIN: Readonly<Record<string, string>> = {
    DomainElsewhere: "tests/engine/existing.test.ts: it makes nothing, and lists what others have to make",
    ExistingNetwork: "tests/engine/existing.test.ts, where somebody else has made the VPC",
    SigningKeys: "Media makes them",
    createProvider: "the engine tests of the platform; programs have a default provider",
};

describe("the programs of the engine tests", () => {
    it("create every component", function () {
        // Reads all sources with the compiler.
        this.timeout(60_000);
        const programs = readdirSync(PROGRAMS, { withFileTypes: true })
            .filter((entry) => entry.isDirectory())
            .map(({ name }) => readFileSync(join(PROGRAMS, name, "index.ts"), "utf8"))
            .join("\n");
        const names = readComponents(ROOT).map(({ name }) => name);
        assert.ok(names.length > 30, names.join());
        const missing = names.filter((name) => !new RegExp(`\\b${name}\\(`).test(programs));
        assert.deepEqual(missing.sort(), Object.keys(WITHIN).sort());
    });
});
