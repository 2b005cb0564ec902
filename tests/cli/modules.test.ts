import assert from "node:assert/strict";
import {
    access,
    chmod,
    mkdir,
    mkdtemp,
    readdir,
    readFile,
    rename,
    rm,
    symlink,
    writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";

const script = path.resolve(__dirname, "../../cli/modules.mjs");

/** An npm that notes how it was asked to install, and has the machine's settings in a place of its own. */
const npm = `#!/bin/sh
case $1 in
    config) echo /machine/npmrc ;;
    ci) echo "$npm_config_globalconfig" > settings; echo "$npm_config_cache" > cache; exit "$(cat exit-code)" ;;
esac
`;

describe("the installation of npm modules", () => {
    let folder: string;

    beforeEach(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumbline-modules-"));
        await mkdir(path.join(folder, "bin"));
        await mkdir(path.join(folder, "node_modules"));
        await writeFile(path.join(folder, "bin/npm"), npm);
        await chmod(path.join(folder, "bin/npm"), 0o755);
        await writeFile(
            path.join(folder, "package-lock.json"),
            JSON.stringify({ packages: { "": {}, "node_modules/a": { version: "1.0.0" } } }),
        );
    });

    afterEach(async () => {
        await rm(folder, { recursive: true });
    });

    async function install(exitCode: number, environment: Record<string, string> = {}) {
        await writeFile(path.join(folder, "exit-code"), String(exitCode));
        return execa(process.execPath, [script, folder], {
            // npm may have started these tests, and passes its settings to child processes.
            env: {
                npm_config_globalconfig: undefined,
                npm_config_cache: undefined,
                XDG_CACHE_HOME: path.join(folder, "xdg"),
                ...environment,
                PATH: `${path.join(folder, "bin")}:${process.env["PATH"] ?? ""}`,
            },
            reject: false,
        });
    }

    const settings = async (): Promise<string> =>
        (await readFile(path.join(folder, "settings"), "utf8")).trim();

    it("uses the machine's npm settings, whichever Node runs npm", async () => {
        assert.equal((await install(0)).exitCode, 0);
        assert.equal(await settings(), "/machine/npmrc");
    });

    it("leaves no files in the user's home, as npm itself does", async () => {
        const home = path.join(folder, "home");
        await mkdir(home);
        await rm(path.join(folder, "bin/npm"));
        await install(0, { HOME: home, npm_config_offline: "true" });
        assert.deepEqual(await readdir(home), []);
    });

    it("keeps the user's own npm settings", async () => {
        await install(0, { npm_config_globalconfig: "/chosen/npmrc" });
        assert.equal(await settings(), "/chosen/npmrc");
    });

    it("disables package scripts for every npm call in the project", async () => {
        const root = path.resolve(__dirname, "../..");
        const { stdout } = await execa("npm", ["config", "get", "ignore-scripts"], {
            cwd: root,
            env: { npm_config_ignore_scripts: undefined },
        });
        assert.equal(stdout, "true");
    });

    it("keeps npm's downloads below plumb's cache, in one folder per lock file", async () => {
        const used = async (): Promise<string> => (await readFile(path.join(folder, "cache"), "utf8")).trim();
        await install(0);
        const first = await used();
        assert.equal(path.dirname(first), path.join(folder, "xdg/plumbline/npm"));
        await writeFile(
            path.join(folder, "package-lock.json"),
            JSON.stringify({ packages: { "": {}, "node_modules/a": { version: "2.0.0" } } }),
        );
        await install(0);
        assert.notEqual(await used(), first);
        assert.equal(path.dirname(await used()), path.dirname(first));
    });

    it("keeps the user's own npm cache", async () => {
        await install(0, { npm_config_cache: "/chosen/cache" });
        assert.equal((await readFile(path.join(folder, "cache"), "utf8")).trim(), "/chosen/cache");
    });

    /** The folder has all but one optional package. */
    async function withoutOptional(wants: object): Promise<void> {
        const packages = { "": {}, "node_modules/a": { version: "1.0.0" } };
        const optional = { version: "1.0.0", optional: true, ...wants };
        const file = (name: string, content: object) =>
            writeFile(path.join(folder, name), JSON.stringify({ packages: content }));
        await file("package-lock.json", { ...packages, "node_modules/b": optional });
        await file("node_modules/.package-lock.json", packages);
    }

    it("adds optional packages for this machine that an earlier lock file did not name", async () => {
        await withoutOptional({ os: [process.platform], cpu: [process.arch] });
        assert.equal((await install(0)).exitCode, 0);
        assert.equal(await settings(), "/machine/npmrc");
    });

    for (const wants of [{ os: ["aix"] }, { cpu: ["ppc64"] }, { libc: ["musl"] }]) {
        it(`needs no optional package for other machines: ${JSON.stringify(wants)}`, async () => {
            await withoutOptional(wants);
            assert.equal((await install(0)).exitCode, 0);
            await assert.rejects(access(path.join(folder, "settings")), "npm was called");
        });
    }

    it("reports a failure of npm, and leaves no stamp", async () => {
        const { exitCode, stderr } = await install(1);
        assert.equal(exitCode, 1);
        assert.match(stderr, /npm ci ended with 1/);
        await assert.rejects(readFile(path.join(folder, "node_modules/.plumbline")));
    });

    /** As a clone to test in has it: node_modules of another one. */
    async function link(version: string): Promise<string> {
        const other = path.join(folder, "other");
        await rename(path.join(folder, "node_modules"), other);
        await symlink(other, path.join(folder, "node_modules"));
        const packages = { "node_modules/a": { version } };
        await writeFile(path.join(other, ".package-lock.json"), JSON.stringify({ packages }));
        return other;
    }

    it("installs nothing through a symbolic link, behind which npm would empty another clone's folder", async () => {
        const other = await link("2.0.0");
        const { exitCode, stderr } = await install(0);
        assert.equal(exitCode, 1);
        assert.ok(stderr.includes(`node_modules is a symbolic link to ${other}`), stderr);
        await assert.rejects(access(path.join(folder, "settings")), "npm was called");
        assert.deepEqual(await readdir(other), [".package-lock.json"]);
    });

    it("needs no installation through a symbolic link to the same versions", async () => {
        await link("1.0.0");
        assert.equal((await install(0)).exitCode, 0);
        await assert.rejects(access(path.join(folder, "settings")), "npm was called");
    });

    it("leaves no lock, and does not wait for a killed process", async () => {
        const lock = path.join(folder, ".plumb/npm.lock");
        await mkdir(lock, { recursive: true });
        await writeFile(path.join(lock, "999999999-1-1"), "");
        assert.equal((await install(0)).exitCode, 0);
        assert.deepEqual(await readdir(lock), []);
    });
});
