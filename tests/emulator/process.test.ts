import * as assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { findEmulator, inventory, signedFetch, startEmulator, stopEmulator } from "../../operations/emulator";
import { pythonWithPackages, root } from "../../operations/emulator/packages";
import { Failure } from "../../operations/pulumi/failure";
import { descendants, Scratch } from "./support";

const isAlive = (pid: number): boolean => {
    try {
        return process.kill(pid, 0);
    } catch {
        return false;
    }
};

/** Waits until a process has ended. A child of this process remains until Node has reaped it. */
async function ended(pid: number): Promise<void> {
    while (isAlive(pid)) await sleep(10);
}

describe("starting and stopping the emulator", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    let directory: string;

    before(async () => pythonWithPackages(() => undefined));
    beforeEach(async () => {
        directory = await scratch.directory();
    });
    afterEach(async () => scratch.clear());

    it("starts one on a free port, finds it, and stops it", async () => {
        const emulator = await startEmulator({ directory });
        assert.match(emulator.url, /^http:\/\/127\.0\.0\.1:\d+$/);
        assert.deepEqual(await findEmulator(directory), emulator);
        assert.deepEqual(await inventory(emulator), []);
        assert.equal(await stopEmulator(directory), true);
        await ended(emulator.pid);
        assert.equal(await findEmulator(directory), undefined);
        assert.equal(await stopEmulator(directory), false);
        await assert.rejects(inventory(emulator), Failure);
    });

    it("starts one emulator only for a directory, even with concurrent calls", async () => {
        const started = await Promise.all([startEmulator({ directory }), startEmulator({ directory })]);
        assert.deepEqual(started[0], started[1]);
        assert.deepEqual(await startEmulator({ directory }), started[0]);
        const { port } = new URL(started[0].url);
        await assert.rejects(startEmulator({ directory, port: Number(port) + 1 }), /already runs at/);
    });

    it("writes process, port, log, secret and data of databases to disk and nothing else, and temporary files to its own folder", async () => {
        const temporary = path.join(directory, "tmp");
        const { pid } = await startEmulator({ directory });
        const first = await readdir(temporary);
        process.kill(pid, "SIGKILL");
        await ended(pid);
        await startEmulator({ directory });
        const files = ["databases", "emulator.json", "emulator.log", "secret", "start.lock", "tmp"];
        assert.deepEqual((await readdir(directory)).sort(), files);
        assert.deepEqual(
            (await readdir(temporary)).filter((name) => first.includes(name)),
            [],
        );
    });

    it("inherits no variables of the developer that it does not need, such as tokens", async () => {
        process.env["GITHUB_TOKEN"] = "of-the-developer";
        process.env["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false";
        try {
            const { pid } = await startEmulator({ directory });
            const seen = (await readFile(`/proc/${pid}/environ`, "utf8")).split("\0");
            assert.deepEqual(
                seen.filter((each) => each.includes("of-the-developer")),
                [],
            );
            assert.ok(seen.includes("MOTO_EC2_LOAD_DEFAULT_AMIS=false"), "settings of moto are passed on");
            assert.ok(seen.some((each) => each.startsWith("PATH=")));
        } finally {
            delete process.env["GITHUB_TOKEN"];
            delete process.env["MOTO_EC2_LOAD_DEFAULT_AMIS"];
        }
    });

    it("outlives the process that started it", async () => {
        const program = `require("./operations/emulator").startEmulator({ directory: process.argv[1] })`;
        const node = ["-r", "ts-node/register/transpile-only", "-e", program, directory];
        await promisify(execFile)(process.execPath, node, { cwd: root });
        assert.notEqual(await findEmulator(directory), undefined);
    });

    it("ends with its owner, even one that is killed, and so do the sandboxes of functions", async () => {
        const owner = spawn("sleep", ["600"]);
        const { pid } = await startEmulator({ directory, owner: owner.pid ?? 0 });
        const family = await descendants(pid);
        owner.kill("SIGKILL");
        await ended(pid);
        await Promise.all(family.map(ended));
        assert.equal(await findEmulator(directory), undefined);
    });

    it("names the port and the setting if another program listens there", async () => {
        const server = createServer();
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const { port } = server.address() as AddressInfo;
        try {
            await assert.rejects(startEmulator({ directory, port }), (error: Failure) => {
                assert.ok(error instanceof Failure);
                assert.match(error.message, new RegExp(`Port ${port} .* another program`));
                assert.match(error.message, /plumbline:emulator/);
                return true;
            });
        } finally {
            server.close();
        }
    });

    it("names another clone's emulator on the port", async () => {
        const other = await scratch.start();
        const port = Number(new URL(other.url).port);
        await assert.rejects(startEmulator({ directory, port }), /another clone's emulator/);
        assert.equal(isAlive(other.pid), true);
    });

    it("shows the end of the log if it does not start", async () => {
        const port = 70_000; // no such port
        await assert.rejects(startEmulator({ directory, port }), /ended with code 1[^]*port must be 0-65535/);
    });

    it("is a new instance after it was killed", async () => {
        const first = await startEmulator({ directory });
        process.kill(first.pid, "SIGKILL");
        await ended(first.pid);
        assert.equal(await findEmulator(directory), undefined);
        const second = await startEmulator({ directory });
        assert.notEqual(second.instance, first.instance);
    });

    it("never signals another process with its former id", async () => {
        const bystander = spawn("sleep", ["60"], { stdio: "ignore" });
        try {
            const stale = { pid: bystander.pid, port: 1, instance: "gone" };
            await writeFile(path.join(directory, "emulator.json"), JSON.stringify(stale));
            assert.equal(await stopEmulator(directory), false);
            assert.equal(isAlive(bystander.pid ?? 0), true);
            await startEmulator({ directory });
            assert.equal(isAlive(bystander.pid ?? 0), true);
        } finally {
            bystander.kill("SIGKILL");
        }
    });

    it("stops an emulator that no longer answers", async () => {
        const { pid } = await startEmulator({ directory });
        process.kill(pid, "SIGSTOP");
        await assert.rejects(startEmulator({ directory }), /doesn't answer/);
        assert.equal(await stopEmulator(directory), true);
        await ended(pid);
    });

    it("logs requests", async () => {
        const emulator = await startEmulator({ directory });
        const { log } = emulator;
        await signedFetch(emulator, "/bucket?list-type=2", { service: "s3" });
        const entry = JSON.parse(await readFile(log, "utf8")) as Record<string, unknown>;
        assert.deepEqual([entry["operation"], entry["status"]], ["GET /bucket?list-type", 404]);
    });
});
