import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { assetsOf } from "../../../operations/package/contents";
import { type Manifest, packageManifest, packManifest } from "../../../operations/package/manifest";
import { modulesOf } from "../../../operations/pulumi/modules";
import { ROOT } from "../../support/program";

const read = (file: string) => JSON.parse(readFileSync(path.join(ROOT, file), "utf8")) as Manifest;

describe("the published package", () => {
    it("has a manifest without anything that serves work on the repository", () => {
        const own = read("package.json");
        const pack = read("policy-pack/package.json");
        const manifest = packageManifest(own, pack, "20") as Record<string, object>;
        assert.deepEqual(Object.keys(manifest), [
            ...["name", "version", "description", "license", "engines", "bin", "exports", "dependencies"],
            "optionalDependencies",
        ]);
        assert.deepEqual((manifest["exports"] as Record<string, object>)["./program"], {
            types: "./index.d.ts",
            default: "./index.js",
        });
        for (const dependency of Object.keys({ ...own.dependencies, ...pack.dependencies }))
            assert.ok(dependency in (manifest["dependencies"] ?? {}), dependency);
        // The two lists pin the same versions, so that npm installs one copy.
        for (const [name, version] of Object.entries(pack.dependencies))
            assert.equal(own.dependencies[name] ?? version, version, name);
        assert.equal((packManifest(pack) as { main: string }).main, "start.mjs");
    });

    it("has the assets that run, and no sources, tests, linters or notes", () => {
        const files = execFileSync("git", ["ls-files"], { cwd: ROOT, encoding: "utf8" }).split("\n");
        const assets = assetsOf(files);
        for (const file of [
            "plumb",
            "toolchain/node.sh",
            "toolchain/node/package-lock.json",
            "toolchain/go.sum",
            "toolchain/aws/_quicker/impliedType.go",
            "toolchain/transpiler.mjs",
            "emulator/requirements.txt",
            "emulator/services/s3.py",
            "config/projectSchema.json",
            "config/schema.json",
            "cost/prices.json",
            "components/monitoring/assets/canary/canary.cjs",
            "policy-pack/PulumiPolicy.yaml",
        ])
            assert.ok(assets.includes(file), file);
        const strangers = assets.filter((file) =>
            /\.ts$|_test\.go$|\.test\.|^(tests|docs|examples|\.)|linters|\.in$|^Pulumi|CONTRIBUTING/.test(
                file,
            ),
        );
        assert.deepEqual(strangers, []);
    });

    it("is found under its name by programs below the repository, too", () => {
        const { resolve } = createRequire(path.join(ROOT, "examples/any/index.ts"));
        assert.equal(resolve("plumbline/program"), path.join(ROOT, "index.ts"));
        assert.equal(resolve("plumbline/components/network"), path.join(ROOT, "components/network/index.ts"));
    });

    it("uses the modules that it is installed among", async () => {
        const { modulesOf: ofPrograms } = await import("../../../toolchain/modules.mjs");
        for (const [root, modules] of [
            ["/home/me/shop/node_modules/plumbline", "/home/me/shop/node_modules"],
            ["/home/me/plumbline", "/home/me/plumbline/node_modules"],
        ] as const) {
            assert.equal(modulesOf(root), modules);
            assert.equal(ofPrograms(root), modules);
        }
    });
});
