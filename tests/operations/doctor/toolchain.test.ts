import assert from "node:assert/strict";
import { mkdir, mkdtemp, readFile, rename, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { examineChecksums, examineToolchain } from "../../../operations/doctor/toolchain";
import type { Toolchain } from "../../../operations/pulumi/toolchain";

describe("plumb doctor: toolchain", () => {
    const built = new Date("2026-11-20T06:00:00Z");
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
        await utimes(pulumi, built, built);
        const { seal } = await import("../../../toolchain/setup/checksums.mjs");
        await seal(folder);
    });

    afterEach(async () => {
        await rm(folder, { recursive: true });
    });

    /** Another program of the same size and time, which only a checksum distinguishes from the right one. */
    async function exchange(): Promise<void> {
        await writeFile(pulumi, "as it was BUILT");
        await utimes(pulumi, built, built);
    }

    it("finds no problem in an unchanged build", async () => {
        assert.deepEqual(await examineChecksums(toolchain("built")), []);
    });

    for (const kind of ["built", "official"] as const) {
        it(`finds a file with another checksum in a ${kind} toolchain, and gives advice`, async () => {
            await exchange();
            const [finding, ...others] = await examineChecksums(toolchain(kind));
            assert.deepEqual(others, []);
            assert.deepEqual(
                [finding?.name, finding?.state, finding?.optional],
                ["bin/pulumi", "damaged", false],
            );
            assert.ok(finding?.advice?.includes(`remove ${folder}`));
        });
    }

    it("checks the toolchain of `up`", async () => {
        const cache = path.join(folder, "plumbline", "toolchain");
        const root = path.resolve(__dirname, "../../..");
        const versions = JSON.parse(await readFile(path.join(root, "toolchain/versions.json"), "utf8")) as {
            pulumi: { pinned: string };
        };
        const name = `official-${versions.pulumi.pinned}-${process.platform}-${process.arch}`;
        await mkdir(cache, { recursive: true });
        await exchange();
        await mkdir(path.join(cache, name));
        for (const entry of ["bin", "SHA256SUMS", ".stamps.json"])
            await rename(path.join(folder, entry), path.join(cache, name, entry));
        const before = { ...process.env };
        Object.assign(process.env, { XDG_CACHE_HOME: folder, PLUMBLINE_TOOLCHAIN: "official" });
        try {
            const states = (await examineToolchain(root)).map(({ name, state }) => [name, state]);
            assert.deepEqual(states.slice(0, 2), [
                ["pulumi (official)", "ok"],
                ["bin/pulumi", "damaged"],
            ]);
        } finally {
            process.env = before;
        }
    });

    it("checks no checksums of an installed Pulumi", async () => {
        await exchange();
        assert.deepEqual(await examineChecksums(toolchain("installed")), []);
    });
});
