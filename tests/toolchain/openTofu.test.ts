import assert from "node:assert/strict";
import { access, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { repository, Scratch, type ToolchainError } from "./support";

const ensureOpenTofu = async (root: string, steps: string[] = []) =>
    (await import("../../toolchain/setup/openTofu.mjs")).ensureOpenTofu(root, {
        onProgress: ({ step }) => {
            if (steps.at(-1) !== step) steps.push(step);
        },
    });

/** The checksum that is pinned. */
async function pinned(): Promise<string> {
    const text = await readFile(join(repository, "toolchain/setup/openTofu.mjs"), "utf8");
    return /sum: "(h1:[^"]{44})"/.exec(text)?.[1] ?? "";
}

describe("toolchain: OpenTofu for comparison", () => {
    let scratch: Scratch;
    beforeEach(async () => {
        scratch = await Scratch.start();
        await scratch.fakeGo();
        process.env["FAKE_MODULE_SUM"] = await pinned();
    });
    afterEach(() => scratch.stop());

    it("is built once, with the AWS provider from the toolchain's sources as its plugin", async () => {
        const steps: string[] = [];
        const first = await ensureOpenTofu(scratch.root, steps);
        const programs = [
            "build github.com/opentofu/opentofu/cmd/tofu",
            "build plumbline/toolchain/terraform-provider-aws",
        ];
        assert.deepEqual(await scratch.built(), programs);
        assert.deepEqual(steps, [
            "downloading OpenTofu's sources",
            "building OpenTofu",
            "downloading Go modules",
            "building the AWS provider as OpenTofu's plugin",
        ]);
        await access(first.tofu);
        await access(join(first.plugins, "terraform-provider-aws"));
        assert.deepEqual(await ensureOpenTofu(scratch.root), first);
        assert.deepEqual(await scratch.built(), programs);
        await writeFile(join(scratch.root, "toolchain/_peers/main.go"), "package main // changed\n");
        assert.notDeepEqual(await ensureOpenTofu(scratch.root), first);
    });

    it("leaves only the programs, and no trace in the toolchain", async () => {
        const { tofu } = await ensureOpenTofu(scratch.root);
        const left = await readdir(join(dirname(tofu), ".."));
        assert.deepEqual(left.sort(), [".stamps.json", "SHA256SUMS", "bin", "plugins"]);
        await assert.rejects(stat(scratch.cache));
    });

    it("is not compiled from other sources than the pinned ones", async () => {
        process.env["FAKE_MODULE_SUM"] = "h1:other";
        await assert.rejects(ensureOpenTofu(scratch.root), (error: ToolchainError) => {
            assert.equal(error.code, "CHECKSUM");
            assert.match(
                error.message,
                /opentofu v\d\S* has the checksum h1:other instead of h1:.* not used/,
            );
            return true;
        });
        assert.deepEqual(await scratch.built(), []);
    });

    it("reports why its sources are unavailable", async () => {
        process.env["FAKE_MODULE_ERROR"] = "no such host";
        await assert.rejects(ensureOpenTofu(scratch.root), (error: ToolchainError) => {
            assert.equal(error.code, "DOWNLOAD_FAILED");
            assert.match(error.message, /no such host$/);
            return true;
        });
    });

    it("has the provider's modules in the versions of the toolchain", async () => {
        const read = async (file: string) => readFile(join(repository, "toolchain", file), "utf8");
        const required = (text: string) =>
            [...text.matchAll(/^\t(\S+) (v\S+)/gm)].map(([, name, version]) => `${name} ${version}`);
        const own = required(await read("_peers/go.mod"));
        const others = new Set(required(await read("aws/go.mod")));
        // Only this plugin needs it.
        const alone = own.filter((one) => !others.has(one));
        assert.equal(own.length, 4);
        assert.deepEqual(
            alone.map((one) => one.split(" ")[0]),
            ["github.com/hashicorp/terraform-plugin-mux"],
        );
        const uses = (text: string) => text.slice(text.indexOf("go 1"));
        assert.equal(
            uses(await read("_peers/build.work")),
            uses(await read("build.work")).replace("\t./aws\n", "\t./aws\n\t./terraform-provider-aws\n"),
        );
    });
});
