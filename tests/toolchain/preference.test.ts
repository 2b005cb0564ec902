import assert from "node:assert/strict";
import { chmod, chown, mkdir, symlink, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ensure, locate, Scratch, type ToolchainError } from "./support";

describe("toolchain: choice", () => {
    let scratch: Scratch;
    beforeEach(async () => (scratch = await Scratch.start()));
    afterEach(() => scratch.stop());

    it("is a pulumi on PATH that is new enough, in an unchanged environment", async () => {
        const path = await scratch.fakePulumi("3.229.0");
        const toolchain = await ensure(scratch.root);
        assert.equal(toolchain.kind, "installed");
        assert.equal(toolchain.version, "3.229.0");
        assert.equal(toolchain.pulumi, path);
        assert.deepEqual(Object.keys(toolchain.environment), ["PATH"]);
    });

    it("is a newer pulumi too, pre-releases included", async () => {
        for (const version of ["3.300.1", "4.0.0", "3.229.0-alpha.1"]) {
            await scratch.fakePulumi(version);
            assert.equal((await locate(scratch.root))?.version, version);
        }
    });

    it("skips a pulumi that is too old or broken", async () => {
        for (const version of ["3.228.9", "2.999.0", "nonsense"]) {
            await scratch.fakePulumi(version);
            assert.equal(await locate(scratch.root), undefined, version);
        }
        await scratch.program("pulumi", "#!/bin/sh\nexit 1\n");
        assert.equal(await locate(scratch.root), undefined);
    });

    it("is a build if there is no pulumi and the publisher's host refuses connections", async () => {
        await scratch.fakeGo();
        const toolchain = await ensure(scratch.root);
        assert.equal(toolchain.kind, "built");
        assert.equal(toolchain.environment["PULUMI_HOME"], join(scratch.root, ".plumb", "pulumi-home"));
        // Pulumi's log files there, one per call, are small and kept for a day.
        assert.equal(toolchain.environment["PULUMI_LOG_ROTATION_MAX_AGE_DAYS"], "1");
        assert.equal(toolchain.environment["PULUMI_LOG_ROTATION_MAX_TOTAL_MB"], "50");
        assert.ok(toolchain.environment["PATH"]?.startsWith(join(toolchain.pulumi, "..") + ":"));
        assert.deepEqual(
            toolchain.parts.map((part) => part.name),
            ["pulumi", "language-nodejs", "aws", "random"],
        );
        assert.deepEqual(await locate(scratch.root), toolchain);
    });

    it("ignores plumb's own cache on PATH", async () => {
        const directory = join(scratch.cache, "0123456789abcdef-go1.99.0", "bin");
        await mkdir(directory, { recursive: true });
        await symlink(await scratch.fakePulumi("3.250.0"), join(directory, "other"));
        await scratch.program("pulumi", "#!/bin/sh\nexit 1\n");
        await writeFile(join(directory, "pulumi"), "#!/bin/sh\necho v3.250.0\n", { mode: 0o755 });
        process.env["PATH"] = `${directory}:/usr/bin:/bin`;
        assert.equal(await locate(scratch.root), undefined);
    });

    it("follows PLUMBLINE_TOOLCHAIN", async () => {
        await scratch.fakePulumi("3.250.0");
        await scratch.fakeGo();
        process.env["PLUMBLINE_TOOLCHAIN"] = "built";
        assert.equal((await ensure(scratch.root)).kind, "built");
        process.env["PLUMBLINE_TOOLCHAIN"] = "installed";
        assert.equal((await ensure(scratch.root)).kind, "installed");
    });

    it("reports why the chosen toolchain cannot be used", async () => {
        for (const [value, code, message] of [
            ["installed", "NOT_INSTALLED", /no pulumi 3\.229\.0 or newer on PATH/],
            ["official", "NOT_INSTALLED", /does not answer/],
            ["homebrew", "SETTING", /must be one of installed, official, built/],
        ] as const) {
            process.env["PLUMBLINE_TOOLCHAIN"] = value;
            await assert.rejects(ensure(scratch.root), (error: ToolchainError) => {
                assert.equal(error.code, code);
                assert.match(error.message, message);
                return true;
            });
        }
    });

    it("uses no cache that another user may write to", async () => {
        const cache = dirname(scratch.cache);
        await mkdir(cache, { recursive: true });
        const refused = (message: RegExp) => async () =>
            assert.rejects(locate(scratch.root), (error: ToolchainError) => {
                assert.equal(error.code, "SETTING");
                assert.match(error.message, message);
                return true;
            });
        await chmod(cache, 0o777);
        await refused(/Every user of this machine may write to .*plumbline: .* XDG_CACHE_HOME/)();
        await chmod(cache, 0o775); // as a group of one's own makes it
        assert.equal(await locate(scratch.root), undefined);
        if (process.getuid?.() === 0) {
            await chown(cache, 4242, 4242); // which nobody else can do
            await refused(/belongs to user 4242, and you are 0/)();
        }
    });

    it("gives advice if Go is missing or too old", async () => {
        const rejectsWith = (code: string, message: RegExp) =>
            assert.rejects(ensure(scratch.root), (error: ToolchainError) => {
                assert.equal(error.code, code);
                assert.match(error.message, message);
                assert.match(error.message, /Install Go 1\.25\.11 or newer .* or install Pulumi itself/);
                return true;
            });
        process.env["PATH"] = join(scratch.root, "..", "bin");
        await rejectsWith("GO_MISSING", /no `go` on PATH/);
        await scratch.fakeGo();
        process.env["FAKE_GO_OLD"] = "1";
        await rejectsWith("GO_TOO_OLD", /a newer Go than go1\.99\.0/);
    });
});
