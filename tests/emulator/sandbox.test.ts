import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { homedir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { findEmulator } from "../../operations/emulator";
import { pythonWithPackages, root } from "../../operations/emulator/packages";
import { healthOf } from "../../operations/emulator/process";
import { Scratch } from "./support";

interface Found {
    readonly environment: { readonly HOME?: string; readonly TMPDIR?: string };
    readonly read: Readonly<Record<string, string>>;
    readonly inherited: readonly string[];
    readonly seen: boolean;
    readonly memory: boolean;
    readonly written: Readonly<Record<string, string>>;
    readonly own: string;
    readonly setting: string;
    readonly network: string;
}

interface Intrusion {
    readonly function: Found;
    readonly edge: Found;
    readonly planted: readonly string[];
    /** The number of processes that outlived their call. */
    readonly survivors: number;
    readonly left: boolean;
    readonly health: { readonly sandboxed: boolean; readonly reason?: string };
}

const run = promisify(execFile);

/** Tried on the system directly: the code under test must not decide what the test expects. */
async function hasNamespaces(): Promise<boolean> {
    return run("unshare", ["--user", "--map-root-user", "--mount", "--pid", "--fork", "true"]).then(
        () => true,
        () => false,
    );
}

describe("functions that the emulator runs", function () {
    this.timeout(180_000);
    const scratch = new Scratch();
    let namespaces: boolean;
    let listener: Server;
    let folders: string[];
    let files: [string, string];

    before(async () => {
        namespaces = await hasNamespaces();
        listener = createServer((socket) => socket.destroy());
        await new Promise<void>((resolve) => listener.listen(0, "127.0.0.1", resolve));
        folders = await Promise.all([
            mkdtemp(path.join(homedir(), ".plumbline-test-")),
            mkdir(path.join(root, ".plumb"), { recursive: true }).then(async () =>
                mkdtemp(path.join(root, ".plumb", "test-")),
            ),
        ]);
        files = folders.map((folder) => path.join(folder, "secret")) as [string, string];
        await Promise.all(files.map(async (file) => writeFile(file, "the developer's own")));
    });
    after(async () => {
        listener.close();
        await Promise.all(folders.map(async (folder) => rm(folder, { recursive: true })));
        await scratch.clear();
    });

    /** Runs a Lambda function and a CloudFront function that look around. `refused`: without namespaces. */
    async function intrude({ refused }: { readonly refused: boolean }): Promise<Intrusion> {
        const python = await pythonWithPackages(() => undefined);
        const { port } = listener.address() as AddressInfo;
        const args = [path.join(root, "tests/emulator/intruder.py"), ...files, String(port)];
        const env = { ...process.env, PLUMBLINE_NODE: process.execPath };
        // In a user namespace that may not create another.
        const refusing = 'echo 0 >/proc/sys/user/max_user_namespaces && exec "$@"';
        const { stdout } =
            refused && namespaces
                ? await run("unshare", ["-Ur", "sh", "-c", refusing, "sh", python, ...args], { env })
                : await run(python, args, { env });
        return JSON.parse(stdout) as Intrusion;
    }

    it("see neither the developer's files nor the emulator's memory, where the system allows namespaces", async () => {
        const found = await intrude({ refused: false });
        assert.equal(found.health.sandboxed, namespaces, found.health.reason);
        if (!namespaces) return isFallback(found);
        for (const { environment, read, seen, memory, written, own, setting } of [
            found.function,
            found.edge,
        ]) {
            assert.deepEqual(environment, { HOME: "/tmp", TMPDIR: "/tmp" });
            assert.deepEqual(Object.values(read), ["ENOENT", "ENOENT"]);
            assert.deepEqual(Object.values(written), ["ENOENT", "ENOENT", "ENOENT"]);
            assert.deepEqual({ seen, memory, own }, { seen: false, memory: false, own: "ok" });
            assert.equal(setting, "EROFS"); // a file that root could write even without capabilities
        }
        assert.deepEqual([found.planted, found.survivors], [[], 0]);
        // A Lambda function calls the emulator; a CloudFront function has no network, as in AWS.
        assert.deepEqual([found.function.network, found.edge.network], ["connected", "ENETUNREACH"]);
    });

    it("have a home and temporary files of their own without namespaces, and the emulator reports that", async () => {
        const found = await intrude({ refused: true });
        isFallback(found);
    });

    function isFallback({ function: called, edge, health, left }: Intrusion): void {
        assert.equal(health.sandboxed, false);
        assert.match(health.reason ?? "", /\w/);
        for (const { environment, inherited, own, read } of [called, edge]) {
            assert.equal(environment.HOME, environment.TMPDIR);
            assert.match(environment.HOME ?? "", /plumbline-functions-.*\/call-/);
            assert.deepEqual([inherited, own], [[], "ok"]);
            // docs/security.md states this limit.
            assert.deepEqual(Object.values(read), ["the developer's own", "the developer's own"]);
        }
        assert.notEqual(called.environment.HOME, edge.environment.HOME);
        assert.equal(left, false);
    }

    it("are reported as sandboxed or not by the emulator's health", async () => {
        const { url } = await scratch.start();
        assert.equal((await healthOf(url))?.functions.sandboxed, namespaces);
    });

    it("end with the emulator, even if it is killed", async () => {
        const directory = await scratch.directory();
        const { pid } = await scratch.start({ directory });
        const servers = async () =>
            run("ps", ["-eo", "pid=,args="]).then(({ stdout }) =>
                stdout
                    .split("\n")
                    .filter((line) => line.includes("sandbox_server.py") && line.includes(directory)),
            );
        assert.equal((await servers()).length > 0, namespaces);
        process.kill(pid, "SIGKILL");
        for (const until = Date.now() + 20_000; (await servers()).length > 0 && Date.now() < until;) {
            await sleep(100);
        }
        assert.deepEqual(await servers(), []);
        assert.equal(await findEmulator(directory), undefined);
    });
});
