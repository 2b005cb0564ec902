import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { stopEmulator } from "../../operations/emulator";
import { buildPackage, type Packed } from "../../operations/package/build";
import { assetsOf } from "../../operations/package/contents";
import { ROOT } from "../support/program";
import { freePort } from "./support/clone";

/** A project's life, from an empty folder outside of the repository; each step starts where the one before has ended. */
describe("the published package", () => {
    let top = "";
    let project = "";
    let packed: Packed;

    before(async () => {
        top = realpathSync(await mkdtemp(path.join(tmpdir(), "plumb-package-")));
        project = path.join(top, "mine", "shop");
        packed = await buildPackage(ROOT, top);
        await mkdir(path.dirname(project));
    });

    after(async () => {
        await stopEmulator(path.join(top, "mine", ".plumb", "emulator"));
        await rm(top, { recursive: true, force: true });
    });

    async function run(cwd: string, program: string, ...args: string[]): Promise<string> {
        const { exitCode, all } = await execa(program, args, {
            cwd,
            all: true,
            reject: false,
            stdin: "ignore",
            // As a user's shell, which npm has not started.
            env: {
                ...Object.fromEntries(
                    Object.keys(process.env)
                        .filter((name) => /^(npm_|PULUMI_)/i.test(name) && name !== "npm_config_cache")
                        .map((name) => [name, undefined]),
                ),
                NO_COLOR: "1",
            },
        });
        assert.equal(exitCode, 0, all);
        return all;
    }

    const plumb = (...args: string[]) => run(project, "npx", "plumb", ...args);
    const installed = () => path.join(top, "mine", "node_modules", "plumbline");

    it("holds what runs, and nothing else", () => {
        const sources = execFileSync("git", ["ls-files", "-co", "--exclude-standard"], {
            cwd: ROOT,
            encoding: "utf8",
        }).split("\n");
        const compiled = sources
            .filter((file) =>
                /^(index\.ts|(cli|components|config|cost|model|operations|platform|policy-pack)\/.*\.ts)$/.test(
                    file,
                ),
            )
            .filter(
                (file) =>
                    !/^(cli\/commands\/(bench|test|developers)|operations\/(bench|generate|package|test)\/)/.test(
                        file,
                    ),
            )
            .flatMap((file) => [file.replace(/\.ts$/, ".js"), file.replace(/\.ts$/, ".d.ts")]);
        const made = ["package.json", "policy-pack/package.json", "policy-pack/dist/pack.js"];
        const known = new Set([...compiled, ...assetsOf(sources), ...made]);
        assert.deepEqual(
            packed.files.filter((file) => !known.has(file)),
            [],
        );
        for (const file of [
            "index.js",
            "index.d.ts",
            "cli/main.js",
            "components/network/index.d.ts",
            ...made,
        ])
            assert.ok(packed.files.includes(file), file);
        assert.ok(statSync(packed.tarball).size < 3e6, `${statSync(packed.tarball).size} bytes`);
    });

    it("names every module that it loads, and no other", () => {
        const folder = path.join(top, "package");
        const { dependencies } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as {
            dependencies: Record<string, string>;
        };
        const loaded = packed.files
            // Lambda, the SDK's own folder, and the sources of the pack have others; the rest are texts.
            .filter(
                (file) =>
                    /\.m?js$/.test(file) && !/^policy-pack\/(dist|start)|\/assets\/|quickSdk/.test(file),
            )
            .flatMap((file) => [
                ...readFileSync(path.join(folder, file), "utf8").matchAll(
                    /(?:require|import|load)\("([^."][^"]*)"\)| from "([^."][^"]*)"/g,
                ),
            ])
            .map(([, one, other]) => /^(@[^/]+\/)?[^/]+/.exec(one ?? other ?? "")?.[0] ?? "")
            .filter(
                (name) => /^(@[\w.-]+\/)?[\w.-]+$/.test(name) && !/^(path|fs|module|plumbline)$/.test(name),
            );
        // The first two compile index.ts of projects; awsx is loaded where an image is built.
        const needed = ["ts-node", "typescript", "@pulumi/policy", "@pulumi/awsx", ...loaded];
        assert.deepEqual([...new Set(needed)].sort(), Object.keys(dependencies).sort());
    });

    it("is installed by npm", async () => {
        const quietly = [
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
            "--prefer-offline",
        ];
        await run(path.dirname(project), "npm", "install", ...quietly, packed.tarball);
        assert.ok(existsSync(path.join(installed(), "package.json")));
    });

    it("begins a project", async () => {
        const before = contentOf(installed());
        await run(path.dirname(project), "npx", "plumb", "init", "shop", "--yes", "--with", "api");
        const local = path.join(project, "Pulumi.local.yaml");
        const text = await readFile(local, "utf8");
        await writeFile(local, text.replace(/127\.0\.0\.1:\d+/, `127.0.0.1:${await freePort()}`));
        assert.deepEqual(contentOf(installed()), before);
    });

    it("has types for its program", async () => {
        await run(project, "npx", "tsc", "--noEmit");
    });

    it("is deployed by plumb up", async () => {
        assert.match(await plumb("up"), /[1-9]\d* created, 0 updated, 0 unchanged/);
    });

    it("has no change when deployed again, nor for plain Pulumi with the policy pack", async () => {
        assert.match(await plumb("up"), /0 created, 0 updated, [1-9]\d* unchanged/);
        const preview = "pulumi preview --stack local --expect-no-changes --non-interactive";
        const pack = "--policy-pack ../node_modules/plumbline/policy-pack";
        await run(
            project,
            "sh",
            "-c",
            `environment=$(npx plumb env) && eval "$environment" && ${preview} ${pack}`,
        );
    });

    it("rehearses prod", async () => {
        assert.match(await plumb("rehearse", "prod"), /Rehearsal of "prod" passed/);
    });

    it("has no drift", async () => {
        assert.match(await plumb("drift"), /clean/);
    });

    it("is sound for plumb doctor, and taken away by plumb down", async () => {
        assert.match(await plumb("doctor"), /node modules +ok +\d+ packages/);
        assert.match(await plumb("down"), /removed/);
    });

    it("has written nothing into the installed package", () => {
        const found = contentOf(installed());
        assert.deepEqual(
            found.filter((file) => !packed.files.includes(file)),
            [],
        );
        assert.deepEqual(readdirSync(path.join(top, "mine")).sort(), [
            ".plumb",
            "node_modules",
            "package-lock.json",
            "package.json",
            "shop",
        ]);
    });
});

function contentOf(folder: string): string[] {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
        .sort();
}
