import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readVersions, repository } from "./support";

const read = (file: string) => readFileSync(join(repository, file), "utf8");

describe("toolchain: versions", () => {
    it("match the installed npm packages", async () => {
        const versions = await readVersions(repository);
        const installed = (name: string) =>
            (JSON.parse(read(`node_modules/@pulumi/${name}/package.json`)) as { version: string }).version;
        assert.equal(versions.aws, installed("aws"));
        assert.equal(versions.random, installed("random"));
    });

    it("pin one version for engine and sources", async () => {
        const { pulumi } = await readVersions(repository);
        const modules = read("toolchain/go.mod");
        assert.ok(modules.includes(`\tgithub.com/pulumi/pulumi/pkg/v3 v${pulumi.pinned} `));
        assert.ok(modules.includes(`\tgithub.com/pulumi/pulumi/sdk/v3 v${pulumi.pinned}\n`));
        assert.ok(pulumi.pinned.localeCompare(pulumi.minimum, "en", { numeric: true }) > 0);
    });

    it("require the same versions of both modules' common dependencies, which compile once", () => {
        const required = (file: string) =>
            new Map(
                [...read(file).matchAll(/^\s+(\S+) (v\S+)/gm)].map(([, path = "", version]) => [
                    path,
                    version,
                ]),
            );
        const engine = required("toolchain/go.mod");
        const provider = required("toolchain/aws/go.mod");
        const both = [...provider].filter(([path]) => engine.has(path));
        assert.ok(both.length > 50);
        assert.deepEqual(
            both.filter(([path, version]) => engine.get(path) !== version),
            [],
        );
    });

    it("include the Node version of package.json", async () => {
        const { engines } = JSON.parse(read("package.json")) as { engines: { node: string } };
        const minimum = (await readVersions(repository)).nodeMinimum;
        assert.equal(minimum.replace(/\.0$/, ""), engines.node.replace(/^>=/, ""));
    });

    it("pin Node by checksums and leave the registry to npm", async () => {
        const { node } = await readVersions(repository);
        const text = read("toolchain/node/package-lock.json");
        const lock = JSON.parse(text) as {
            packages: Record<string, { version: string; integrity?: string; hasInstallScript?: boolean }>;
        };
        assert.ok(!text.includes('"resolved"'));
        const packages = Object.entries(lock.packages).filter(([path]) => path !== "");
        assert.equal(packages.length, 4);
        for (const [path, entry] of packages) {
            assert.match(entry.integrity ?? "", /^sha512-/, path);
            assert.equal(entry.hasInstallScript, undefined, path);
            // The registry has no package for Apple silicon at every version.
            if (!path.endsWith("darwin-arm64")) assert.equal(entry.version, node, path);
            assert.equal(entry.version.split(".")[0], node.split(".")[0], path);
        }
    });
});
