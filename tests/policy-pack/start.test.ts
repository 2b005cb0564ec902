/** start.mjs bundles the pack again when a file that went into the bundle has changed, and only then. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import {
    appendFile,
    cp,
    mkdir,
    mkdtemp,
    readFile,
    rename,
    rm,
    stat,
    symlink,
    utimes,
    writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { createInterface } from "node:readline";

import { ROOT } from "../support/program";

describe("start.mjs, in a copy of the sources", function () {
    this.timeout(60_000);
    let folder = "";
    let pack = "";

    before(async () => {
        folder = await mkdtemp(path.join(tmpdir(), "plumb-start-"));
        pack = path.join(folder, "policy-pack");
        const isSource = (file: string) => !/policy-pack\/(node_modules|dist)(\/|$)/.test(file);
        for (const name of ["policy-pack", "cost", "model"])
            await cp(path.join(ROOT, name), path.join(folder, name), { recursive: true, filter: isSource });
        await symlink(path.join(ROOT, "node_modules"), path.join(folder, "node_modules"));
        await startPack();
    });

    after(() => rm(folder, { recursive: true, force: true }));

    const bundle = () => path.join(pack, "node_modules", ".cache", "pack.js");

    /** Starts the pack as engines do, until it serves. */
    async function startPack(): Promise<void> {
        const running = spawn(process.execPath, ["start.mjs"], {
            cwd: pack,
            stdio: ["ignore", "pipe", "inherit"],
        });
        const exited = once(running, "exit");
        const [port] = (await once(createInterface(running.stdout), "line")) as [string];
        assert.match(port, /^\d+$/);
        running.kill();
        await exited;
    }

    /** Whether a start after a change writes the bundle again. */
    async function rebuildsAfter(change: () => Promise<void>): Promise<boolean> {
        const { mtimeMs: before } = await stat(bundle());
        await change();
        await startPack();
        return (await stat(bundle())).mtimeMs !== before;
    }

    async function sources(): Promise<string[]> {
        return JSON.parse(await readFile(`${bundle()}.sources.json`, "utf8")) as string[];
    }

    it("builds a bundle of the rules and the cost library", async () => {
        const files = await sources();
        for (const file of ["index.ts", "policies/s3/logs.ts", "../cost/prices.json"])
            assert.ok(files.includes(file), file);
    });

    it("keeps the bundle while the sources are unchanged", async () => {
        assert.equal(await rebuildsAfter(async () => undefined), false);
    });

    it("keeps it if a file outside of the bundle changes", async () => {
        assert.equal(
            await rebuildsAfter(() => appendFile(path.join(folder, "cost", "README.md"), "\n")),
            false,
        );
    });

    it("rebuilds it after a change of a rule", async () => {
        const rule = path.join(pack, "policies", "s3", "logs.ts");
        assert.equal(await rebuildsAfter(() => appendFile(rule, "\n")), true);
    });

    it("rebuilds it after a change outside the pack, of data as well", async () => {
        const prices = path.join(folder, "cost", "prices.json");
        assert.equal(await rebuildsAfter(() => appendFile(prices, "\n")), true);
    });

    it("rebuilds it after a source is removed, though no other is newer", async () => {
        const moved = path.join(folder, "cost", "ranges", "index.ts");
        const replace = async () => {
            const old = path.join(folder, "cost", "ranges.ts");
            const text = await readFile(old, "utf8");
            await mkdir(path.dirname(moved));
            await rename(old, moved);
            await writeFile(moved, text.replaceAll('from "./', 'from "../'));
            await utimes(moved, new Date(0), new Date(0));
        };
        assert.equal(await rebuildsAfter(replace), true);
        assert.ok((await sources()).includes("../cost/ranges/index.ts"));
        assert.equal(await rebuildsAfter(async () => undefined), false);
    });
});
