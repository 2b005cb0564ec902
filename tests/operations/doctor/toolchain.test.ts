import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { examineChecksums } from "../../../operations/doctor/toolchain";
import type { Toolchain } from "../../../operations/engine/toolchain";

describe("doctor, of a toolchain", () => {
    let folder: string;
    let pulumi: string;

    const toolchain = (kind: Toolchain["kind"]): Toolchain => ({
        kind,
        version: "3.0.0",
        pulumi,
        environment: {},
        parts: [],
    });

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-unit-"));
        pulumi = path.join(folder, "bin", "pulumi");
        await mkdir(path.dirname(pulumi));
        await writeFile(pulumi, "as it was built");
        const { seal } = await import("../../../toolchain/setup/checksums.mjs");
        await seal(folder);
    });

    afterEach(async () => {
        await rm(folder, { recursive: true });
    });

    /** Another program of the same size and time, which no quick look tells from the right one. */
    async function exchange(): Promise<void> {
        const { atime, mtime } = await stat(pulumi);
        await writeFile(pulumi, "as it was BUILT");
        await utimes(pulumi, atime, mtime);
    }

    it("finds nothing in one that is as it was built", async () => {
        assert.deepEqual(await examineChecksums(toolchain("built")), []);
    });

    for (const kind of ["built", "official"] as const) {
        it(`finds a file with another checksum in one that is ${kind}, and says what to do`, async () => {
            await exchange();
            const [finding, ...others] = await examineChecksums(toolchain(kind));
            assert.deepEqual(others, []);
            assert.deepEqual([finding?.name, finding?.state, finding?.optional], ["bin/pulumi", "damaged", false]);
            assert.ok(finding?.advice?.includes(`remove ${folder}`));
        });
    }

    it("has nothing to compare one with that somebody has installed", async () => {
        await exchange();
        assert.deepEqual(await examineChecksums(toolchain("installed")), []);
    });
});
