import assert from "node:assert/strict";
import { mkdir, readdir, readFile, readlink, utimes, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { ensure, locate, Scratch, type ToolchainError, until, verify } from "./support";

describe("toolchain: building", () => {
    let scratch: Scratch;
    beforeEach(async () => {
        scratch = await Scratch.start();
        await scratch.fakeGo();
    });
    afterEach(() => scratch.stop());

    it("builds once per content of the sources", async () => {
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
    });

    it("lays the providers out in the project's own PULUMI_HOME", async () => {
        const toolchain = await ensure(scratch.root);
        const home = toolchain.environment["PULUMI_HOME"] ?? "";
        for (const part of toolchain.parts.filter(({ name }) => name === "aws" || name === "random")) {
            const name = `resource-${part.name}-v${part.version}/pulumi-resource-${part.name}`;
            assert.equal(await readlink(join(home, "plugins", name)), part.path);
        }
    });

    it("keeps the finished parts of an interrupted build, and shows nothing half", async () => {
        const other = scratch.ensureElsewhere({ FAKE_GO_SECONDS: "0.6" });
        await until(async () => (await scratch.built()).length >= 3); // two at a time: the first is finished
        other.kill();
        await other.result;
        assert.equal(await locate(scratch.root), undefined);
        const before = (await scratch.built()).length;
        const toolchain = await ensure(scratch.root);
        assert.ok((await scratch.built()).length - before < 4, "what was finished is not built again");
        assert.deepEqual(await verify(toolchain), []);
        assert.deepEqual((await readdir(join(dirname(toolchain.pulumi), "..", "providers"))).length, 2);
    });

    it("builds once for two processes; the second shows the progress of the first", async () => {
        const first = scratch.ensureElsewhere({ FAKE_GO_SECONDS: "0.7" });
        await until(async () => (await scratch.built()).length > 0);
        const second = await scratch.ensureElsewhere().result;
        const { toolchain } = await first.result;
        assert.deepEqual(second.toolchain, toolchain);
        assert.equal((await scratch.built()).length, 4);
        assert.ok(second.progress?.some(({ step }) => step === "building Pulumi and its AWS provider"));
    });

    it("reports a failure with the compiler's words, and builds again afterwards", async () => {
        process.env["FAKE_GO_FAILS"] = "1";
        await assert.rejects(ensure(scratch.root), (error: ToolchainError) => {
            assert.equal(error.code, "BUILD_FAILED");
            assert.match(error.message, /no space left/);
            return true;
        });
        delete process.env["FAKE_GO_FAILS"];
        assert.equal((await ensure(scratch.root)).kind, "built");
    });

    it("notices a program that was changed, and builds again", async () => {
        const { pulumi } = await ensure(scratch.root);
        await writeFile(pulumi, "damaged");
        assert.equal(await locate(scratch.root), undefined);
        assert.deepEqual((await ensure(scratch.root)).pulumi, pulumi);
        assert.notEqual(await readFile(pulumi, "utf8"), "damaged");
    });

    it("compares checksums when only a time differs", async () => {
        const { pulumi } = await ensure(scratch.root);
        await utimes(pulumi, 1, 1);
        assert.notEqual(await locate(scratch.root), undefined);
        assert.equal((await scratch.built()).length, 4);
    });

    it("writes SHA256SUMS, and verifies by it even where size and time are the same", async () => {
        const toolchain = await ensure(scratch.root);
        assert.match(
            await readFile(join(dirname(dirname(toolchain.pulumi)), "SHA256SUMS"), "utf8"),
            /^[0-9a-f]{64} {2}bin\/pulumi$/m,
        );
        const content = await readFile(toolchain.pulumi, "utf8");
        await writeFile(toolchain.pulumi, content.replace(/^./, "X"));
        assert.deepEqual(await verify(toolchain), [join("bin", "pulumi")]);
    });

    it("removes builds that nobody has used for a month", async () => {
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

    it("finds a build of these sources when Go has been removed since", async () => {
        const { pulumi } = await ensure(scratch.root);
        process.env["PATH"] = "/nonexistent";
        assert.equal((await locate(scratch.root))?.pulumi, pulumi);
    });
});
