import assert from "node:assert/strict";
import { mkdir, readdir, readFile, readlink, utimes, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { ensure, locate, Scratch, type ToolchainError, until, verify } from "./support";

describe("toolchain: build", () => {
    let scratch: Scratch;
    beforeEach(async () => {
        scratch = await Scratch.start();
        await scratch.fakeGo();
    });
    afterEach(() => scratch.stop());

    it("runs once per content of the sources", async () => {
        await ensure(scratch.root);
        assert.equal((await scratch.built()).length, 4);
        await ensure(scratch.root);
        assert.equal((await scratch.built()).length, 4);
        await writeFile(join(scratch.root, "toolchain/aws/main.go"), "package main // changed\n");
        assert.equal(await locate(scratch.root), undefined);
        await writeFile(join(scratch.root, "toolchain/aws/some_test.go"), "package main\n");
        await ensure(scratch.root);
        assert.equal((await scratch.built()).length, 8);
        await writeFile(join(scratch.root, "toolchain/aws/some_test.go"), "package main // changed\n");
        await ensure(scratch.root);
        assert.equal((await scratch.built()).length, 8, "tests are no part of the programs");
        await mkdir(join(scratch.root, "toolchain/aws/upstream"));
        await writeFile(join(scratch.root, "toolchain/aws/upstream/some.go"), "package upstream\n");
        await ensure(scratch.root);
        assert.equal((await scratch.built()).length, 8, "copies that the build makes itself are not taken");
    });

    it("installs the providers into the project's own PULUMI_HOME", async () => {
        const toolchain = await ensure(scratch.root);
        const home = toolchain.environment["PULUMI_HOME"] ?? "";
        for (const part of toolchain.parts.filter(({ name }) => name === "aws" || name === "random")) {
            const name = `resource-${part.name}-v${part.version}/pulumi-resource-${part.name}`;
            assert.equal(await readlink(join(home, "plugins", name)), part.path);
        }
    });

    it("continues an interrupted build, and shows no partial result", async () => {
        const other = scratch.ensureElsewhere({ FAKE_GO_SECONDS: "5" });
        await until(async () => (await scratch.built()).length >= 4);
        other.kill();
        await other.result;
        assert.equal(await locate(scratch.root), undefined);
        const toolchain = await ensure(scratch.root);
        assert.equal((await scratch.noted("work vendor")).length, 1, "the sources are not prepared again");
        const caches = new Set(await scratch.noted("compiled in "));
        assert.equal(caches.size, 1, "what was compiled is used again");
        assert.deepEqual(await verify(toolchain), []);
        assert.deepEqual((await readdir(join(dirname(toolchain.pulumi), "..", "providers"))).length, 2);
    });

    it("prepares the sources again if that was interrupted", async () => {
        process.env["FAKE_GO_FAILS"] = "1";
        await assert.rejects(ensure(scratch.root));
        delete process.env["FAKE_GO_FAILS"];
        await ensure(scratch.root);
        assert.equal((await scratch.noted("work vendor")).length, 2);
    });

    it("leaves only the programs and their checksums", async () => {
        const { pulumi } = await ensure(scratch.root);
        const [caches = ""] = await scratch.noted("compiled in ");
        assert.ok(caches.includes(scratch.cache), "Go's own cache is below ours");
        const left = await readdir(scratch.cache, { recursive: true, withFileTypes: true });
        const place = basename(dirname(dirname(pulumi)));
        assert.deepEqual(
            left
                .filter((entry) => entry.isFile())
                .map((entry) => join(relative(scratch.cache, entry.parentPath), entry.name))
                .sort(),
            [
                ".stamps.json",
                "SHA256SUMS",
                "bin/pulumi",
                "bin/pulumi-language-nodejs",
                "bin/pulumi-resource-pulumi-nodejs",
                "providers/pulumi-resource-aws",
                "providers/pulumi-resource-random",
            ].map((file) => join(place, file)),
        );
        assert.deepEqual(
            (await readdir(scratch.cache)).sort(),
            [place, `${place}.lock`],
            "and no folder of the build",
        );
    });

    it("keeps Go's downloads and objects in the configured folder", async () => {
        const chosen = join(dirname(scratch.root), "chosen");
        process.env["PLUMBLINE_BUILD_CACHE"] = chosen;
        await ensure(scratch.root);
        assert.deepEqual(
            new Set(await scratch.noted("compiled in ")),
            new Set([`compiled in ${chosen}/compiled`]),
        );
        assert.deepEqual(await readdir(join(chosen, "modules")), ["example.com"]);
    });

    it("reports progress: by modules downloaded, then by the size of compiled packages", async () => {
        const seen: { step: string; fraction?: number }[] = [];
        await ensure(scratch.root, { onProgress: ({ step, fraction }) => seen.push({ step, fraction }) });
        const fractions = seen.flatMap(({ fraction }) => (fraction === undefined ? [] : [fraction]));
        assert.deepEqual(
            fractions.map((fraction) => Math.round(fraction * 1000)),
            [100, 100, 535],
            "one module of one; the first of two packages of the same size",
        );
        assert.deepEqual(
            [...new Set(seen.map(({ step }) => step))],
            [
                "looking for the official Pulumi",
                "downloading Go modules",
                "building Pulumi and its AWS provider",
                "checking",
            ],
        );
    });

    it("runs once for two processes; the second shows the progress of the first", async () => {
        const first = scratch.ensureElsewhere({ FAKE_GO_SECONDS: "4" });
        await until(async () => (await scratch.built()).length > 0);
        const second = await scratch.ensureElsewhere().result;
        const { toolchain } = await first.result;
        assert.deepEqual(second.toolchain, toolchain);
        assert.equal((await scratch.built()).length, 4);
        assert.ok(second.progress?.some(({ step }) => step === "building Pulumi and its AWS provider"));
    });

    it("reports a failure with the compiler's output, and builds again afterwards", async () => {
        process.env["FAKE_GO_FAILS"] = "1";
        await assert.rejects(ensure(scratch.root), (error: ToolchainError) => {
            assert.equal(error.code, "BUILD_FAILED");
            assert.match(error.message, /no space left/);
            return true;
        });
        delete process.env["FAKE_GO_FAILS"];
        assert.equal((await ensure(scratch.root)).kind, "built");
    });

    it("detects a changed program, and builds again", async () => {
        const { pulumi } = await ensure(scratch.root);
        await writeFile(pulumi, "damaged");
        assert.equal(await locate(scratch.root), undefined);
        assert.deepEqual((await ensure(scratch.root)).pulumi, pulumi);
        assert.notEqual(await readFile(pulumi, "utf8"), "damaged");
    });

    it("compares checksums if only a time differs", async () => {
        const { pulumi } = await ensure(scratch.root);
        await utimes(pulumi, 1, 1);
        assert.notEqual(await locate(scratch.root), undefined);
        assert.equal((await scratch.built()).length, 4);
    });

    it("writes SHA256SUMS, and verifies by it even if size and time are equal", async () => {
        const toolchain = await ensure(scratch.root);
        assert.match(
            await readFile(join(dirname(dirname(toolchain.pulumi)), "SHA256SUMS"), "utf8"),
            /^[0-9a-f]{64} {2}bin\/pulumi$/m,
        );
        const content = await readFile(toolchain.pulumi, "utf8");
        await writeFile(toolchain.pulumi, content.replace(/^./, "X"));
        assert.deepEqual(await verify(toolchain), [join("bin", "pulumi")]);
    });

    it("removes builds that were unused for a month", async () => {
        const month = 31 * 24 * 3600;
        for (const [name, age] of [
            ["0123456789abcdef-go1.1.1", month],
            ["0123456789abcdef-go1.1.2", 60],
        ] as const) {
            await mkdir(join(scratch.cache, name), { recursive: true });
            await utimes(join(scratch.cache, name), 0, Date.now() / 1000 - age);
        }
        const { pulumi } = await ensure(scratch.root);
        await utimes(dirname(dirname(pulumi)), 0, 1);
        await ensure(scratch.root); // is a use
        await writeFile(join(scratch.root, "toolchain/aws/main.go"), "package main // changed\n");
        await ensure(scratch.root);
        const left = (await readdir(scratch.cache)).filter((name) => /^[0-9a-f]{16}-go[\d.]+\d$/.test(name));
        assert.equal(left.length, 3);
        assert.ok(left.includes("0123456789abcdef-go1.1.2"));
    });

    it("finds an existing build of the same sources without Go", async () => {
        const { pulumi } = await ensure(scratch.root);
        process.env["PATH"] = "/nonexistent";
        assert.equal((await locate(scratch.root))?.pulumi, pulumi);
    });
});
