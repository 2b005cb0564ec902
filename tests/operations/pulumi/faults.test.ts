/** Faults of the place where plumb runs: each is a sentence with its remedy, and the right exit code. */
import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { explain, faultOfPlace } from "../../../cli/explain";
import { requireDecryptable } from "../../../operations/pulumi/decryption";
import { othersDeployedTo } from "../../../operations/pulumi/emulated";
import type { Engine } from "../../../operations/pulumi/engine";
import { backendUrl } from "../../../operations/pulumi/environment";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import { requireLogin } from "../../../operations/pulumi/login";
import { endOrphans } from "../../../operations/pulumi/orphans";
import { paths } from "../../../operations/pulumi/paths";
import { projectName } from "../../../operations/pulumi/project";
import { requireSpace, watchSpace } from "../../../operations/pulumi/space";
import { markOperation } from "../../../operations/state/unwritten";
import { ROOT } from "../../support/program";

let folder: string;
beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "plumb-unit-"));
});
afterEach(() => {
    rmSync(folder, { recursive: true });
});

const failsWith = (exitCode: number, message: RegExp) => (error: unknown) => {
    assert.ok(error instanceof Failure, String(error));
    assert.match(error.message, message);
    assert.equal(error.exitCode, exitCode);
    return true;
};

describe("a file or folder that cannot be used", () => {
    const fault = (code: string, more: object = {}): Error =>
        Object.assign(new Error(`${code}: no`), { code, path: "/clone/.plumb", ...more });

    for (const [code, sentence] of [
        ["EROFS", /^\/clone\/\.plumb cannot be written, because it is on a read-only file system/],
        ["ENOSPC", /^\/clone\/\.plumb cannot be written, because the disk is full/],
        ["EACCES", /^\/clone\/\.plumb is closed to you/],
        ["ENOTDIR", /^\/clone\/\.plumb lies below a file/],
    ] as const) {
        it(`is named in a sentence: ${code}`, () => {
            assert.match(faultOfPlace(fault(code)) ?? "", sentence);
        });
    }

    it("is named where folders within each other cannot be made, of which Node only says that there is none", function () {
        if (process.platform !== "linux") this.skip();
        const made = path.join(folder, "a", "b");
        const program = `
            const { faultOfPlace } = require(${JSON.stringify(path.join(ROOT, "cli/explain.ts"))});
            try { require("node:fs").mkdirSync(${JSON.stringify(made)}, { recursive: true }); }
            catch (error) { console.log(faultOfPlace(error) ?? error.message); }`;
        const said = execFileSync(
            "unshare",
            [
                ...["--map-root-user", "--mount", "sh", "-c"],
                'mount -t tmpfs -o ro none "$1" && shift && exec "$@"',
                ...["sh", folder, process.execPath, "-r", "ts-node/register/transpile-only", "-e", program],
            ],
            { cwd: ROOT, encoding: "utf8" },
        );
        assert.equal(
            said.trim(),
            `${made} cannot be written, because it is on a read-only file system: work in a copy elsewhere.`,
        );
    });

    it("is no bug in plumb, and something else is", () => {
        const written: string[] = [];
        const original = process.stderr.write;
        process.stderr.write = (text) => written.push(String(text)) > 0;
        try {
            assert.equal(explain(fault("EROFS")), exitCodes.missing);
            assert.equal(explain(new TypeError("x is undefined")), exitCodes.failed);
        } finally {
            process.stderr.write = original;
        }
        assert.doesNotMatch(written[0] ?? "", /bug/);
        assert.match(written[1] ?? "", /This is a bug in plumb/);
    });

    it("is not meant where a port or a process is refused", () => {
        assert.equal(faultOfPlace(fault("EACCES", { syscall: "listen" })), undefined);
    });
});

describe("a disk without room", () => {
    it("is told of before anything begins, also for a folder that is yet to be made", async () => {
        await requireSpace(path.join(folder, "a", "b"), 1);
        await assert.rejects(
            requireSpace(path.join(folder, "a"), 2 ** 60),
            failsWith(exitCodes.missing, /^The disk of .* has \d+ MiB of free space, and \d+ MiB are needed/),
        );
    });

    it("interrupts an operation once", async () => {
        let interrupts = 0;
        const watch = watchSpace(folder, () => interrupts++, { last: 2 ** 60, every: 5 });
        await sleep(100);
        watch.stop();
        assert.equal(interrupts, 1);
        assert.ok(watch.isFull());
    });

    it("interrupts nothing while there is room", async () => {
        const watch = watchSpace(folder, () => assert.fail(), { last: 1, every: 5 });
        await sleep(50);
        watch.stop();
        assert.ok(!watch.isFull());
    });
});

describe("an encrypted value", () => {
    const local = readFileSync(path.join(ROOT, "Pulumi.local.yaml"), "utf8");
    const check = async (text: string) => {
        const file = path.join(folder, "Pulumi.local.yaml");
        writeFileSync(file, text);
        await requireDecryptable(file, "local");
    };

    it("passes if the stack's key opens it", async () => {
        await check(local);
    });

    for (const [what, text] of [
        ["was cut off", local.replace(/secure: (v1:.{20}).*/, "secure: $1")],
        ["is of another stack", local.replace(/^encryptionsalt: v1:..../m, "encryptionsalt: v1:AAAA")],
        ["has no key", local.replace(/^encryptionsalt: .*/m, "")],
        ["is plain text", local.replace(/secure: v1.*/, "secure: hunter2")],
    ] as const) {
        it(`is named with its key if it ${what}`, async () => {
            await assert.rejects(
                check(text),
                failsWith(
                    exitCodes.usage,
                    /^Pulumi\.local\.yaml has encrypted values .*:\n {2}plumbline:secrets\.payment\.value\nSet each again: /,
                ),
            );
        });
    }
});

describe("Pulumi.yaml", () => {
    for (const [what, text, said] of [
        ["is no YAML", "name: [plumbline\n", /Pulumi\.yaml can't be read: /],
        ["has no name", "runtime: nodejs\n", /Pulumi\.yaml has no `name:`/],
        ["is empty", "", /Pulumi\.yaml has no `name:`/],
    ] as const) {
        it(`is named if it ${what}`, () => {
            writeFileSync(path.join(folder, "Pulumi.yaml"), text);
            assert.throws(() => projectName(folder), failsWith(exitCodes.usage, said));
        });
    }

    it("is named if it is not there", () => {
        assert.throws(
            () => projectName(folder),
            failsWith(exitCodes.usage, /Pulumi\.yaml can't be read: ENOENT/),
        );
    });
});

describe("a stack in real AWS", () => {
    const NAMES = ["PULUMI_BACKEND_URL", "PULUMI_ACCESS_TOKEN", "PULUMI_HOME"];
    const login = (variables: Readonly<Record<string, string>>): void => {
        const before = NAMES.map((name) => [name, process.env[name]] as const);
        for (const name of NAMES) Reflect.deleteProperty(process.env, name);
        Object.assign(process.env, { PULUMI_HOME: folder }, variables);
        try {
            requireLogin(folder, "prod");
        } finally {
            for (const [name, value] of before) {
                if (value === undefined) Reflect.deleteProperty(process.env, name);
                else process.env[name] = value;
            }
        }
    };

    it("asks for a login, and says what needs none", () => {
        assert.throws(
            () => {
                login({});
            },
            failsWith(
                exitCodes.missing,
                /pulumi login s3:\/\/my-state.*PULUMI_BACKEND_URL.*\.\/plumb rehearse prod --preview/,
            ),
        );
    });

    it("is content with any of the ways to log in", () => {
        login({ PULUMI_BACKEND_URL: "s3://state" });
        login({ PULUMI_ACCESS_TOKEN: "pul-x" });
        writeFileSync(path.join(folder, "Pulumi.yaml"), "name: x\nbackend: { url: s3://state }\n");
        login({});
        rmSync(path.join(folder, "Pulumi.yaml"));
        writeFileSync(path.join(folder, "credentials.json"), '{"current": "s3://state"}');
        login({});
    });
});

describe("what a killed Pulumi leaves behind", function () {
    before(function () {
        if (process.platform !== "linux") this.skip();
    });

    it("is ended, if it was started in this clone", async () => {
        const program = path.join(folder, "pulumi-resource-fake");
        copyFileSync("/bin/sleep", program);
        const [here, elsewhere] = ["here", "elsewhere"].map((name) => path.join(folder, name));
        const start = (temporary = "") =>
            spawn(program, ["60"], { env: { TMPDIR: temporary }, stdio: "ignore" });
        const [ours, theirs] = [start(paths("", here).temporary), start(paths("", elsewhere).temporary)];
        try {
            const ended = once(ours, "exit");
            assert.equal(await endOrphans({ paths: paths("", here) }), 1);
            await ended;
            assert.equal(theirs.exitCode, null);
            assert.equal(theirs.signalCode, null);
        } finally {
            ours.kill("SIGKILL");
            theirs.kill("SIGKILL");
        }
    });
});

describe("an emulator that several stacks share", () => {
    const INSTANCE = "one-start-of-it";

    async function others(resources: readonly object[], instance = INSTANCE): Promise<string[]> {
        writeFileSync(path.join(folder, "Pulumi.yaml"), "name: plumbline\n");
        const place = paths(folder);
        const states = path.join(place.state, ".pulumi/stacks/plumbline");
        for (const directory of [states, place.instances]) mkdirSync(directory, { recursive: true });
        writeFileSync(path.join(place.instances, "local"), INSTANCE);
        writeFileSync(path.join(place.instances, "other"), instance);
        const state = { version: 3, checkpoint: { latest: { resources } } };
        writeFileSync(path.join(states, "other.json"), JSON.stringify(state));
        const environment = { PULUMI_BACKEND_URL: backendUrl(place.state) };
        const engine = { paths: place, stack: "local", environment } as unknown as Engine;
        return othersDeployedTo(engine, { instance: INSTANCE });
    }

    it("holds what a stack of another project in the same workspace has deployed to it", async () => {
        await others([]);
        const own = path.join(folder, "systems/shop");
        mkdirSync(own, { recursive: true });
        writeFileSync(path.join(own, "Pulumi.yaml"), "name: shop\n");
        const place = paths(own, path.join(folder, ".plumb"), "systems/shop");
        writeFileSync(path.join(place.instances, "systems%2Fshop:prod"), INSTANCE);
        const states = path.join(place.state, ".pulumi/stacks");
        mkdirSync(path.join(states, "shop"), { recursive: true });
        const state = { version: 3, checkpoint: { latest: { resources: [{}] } } };
        writeFileSync(path.join(states, "shop", "prod.json"), JSON.stringify(state));
        const environment = { PULUMI_BACKEND_URL: backendUrl(place.state) };
        const engine = { stack: "local", environment, paths: paths(folder) } as unknown as Engine;
        assert.deepEqual(await othersDeployedTo(engine, { instance: INSTANCE }), ["systems/shop/prod"]);
        writeFileSync(path.join(states, "plumbline", "local.json"), JSON.stringify(state));
        const fromShop = { stack: "prod", environment, paths: place } as unknown as Engine;
        assert.deepEqual(await othersDeployedTo(fromShop, { instance: INSTANCE }), ["local"]);
    });

    it("holds what another stack has deployed to it", async () => {
        assert.deepEqual(await others([{}]), ["other"]);
    });

    it("holds nothing of a stack that is empty, or was deployed to an earlier one", async () => {
        assert.deepEqual(await others([]), []);
        assert.deepEqual(await others([{}], "an-earlier-start"), []);
    });
});

describe("two operations that begin at once", () => {
    it("are not both begun: the second is told of the first", async () => {
        writeFileSync(path.join(folder, "Pulumi.yaml"), "name: plumbline\n");
        const place = { paths: paths(folder), stack: "local" };
        mkdirSync(place.paths.operations, { recursive: true });
        const { identityOf } = await import("../../../toolchain/setup/lock.mjs");
        const owner = await identityOf(process.ppid);
        writeFileSync(path.join(place.paths.operations, "local"), JSON.stringify({ owner, before: "" }));
        await assert.rejects(markOperation(place), /Stack "local" is in use by plumb, process \d+/);
    });

    it("leave room for the next one after a killed one", async () => {
        writeFileSync(path.join(folder, "Pulumi.yaml"), "name: plumbline\n");
        const place = { paths: paths(folder), stack: "local" };
        mkdirSync(place.paths.operations, { recursive: true });
        const mark = { owner: { pid: 2 ** 30, start: "never" }, before: "" };
        writeFileSync(path.join(place.paths.operations, "local"), JSON.stringify(mark));
        const note = await markOperation(place);
        await note({ begun: false });
    });
});
