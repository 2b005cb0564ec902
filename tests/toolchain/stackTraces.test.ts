import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(__dirname, "../..");

/** Runs a script below ts-node, as Pulumi runs a program. */
async function run(script: string, variables: NodeJS.ProcessEnv = {}): Promise<unknown> {
    const register = ["--require", "ts-node/register/transpile-only"];
    const { stdout } = await promisify(execFile)(process.execPath, [...register, "--eval", script], {
        cwd: root,
        env: { ...process.env, ...variables },
    });
    return JSON.parse(stdout);
}

const OF_A_PROMISE = `
    const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
    const promise = Promise.resolve();
    debuggablePromise(promise, "a test");
    console.log(JSON.stringify(promise._debugStackTrace));`;

describe("toolchain: stack traces", () => {
    it("are left out of promises", async () => {
        assert.equal(await run(OF_A_PROMISE), "");
    });

    it("exist with PULUMI_DEBUG_PROMISE_LEAKS", async () => {
        const shown = await run(OF_A_PROMISE, { PULUMI_DEBUG_PROMISE_LEAKS: "true" });
        assert.match(String(shown), /^Error:? *\n +at debuggablePromise /);
    });

    it("name the TypeScript line of the error", async () => {
        const script = `
            const { parseCidr } = require("./model/cidr.ts");
            try { parseCidr("nonsense"); } catch (error) { console.log(JSON.stringify(error.stack)); }`;
        const source = await readFile(path.join(root, "model/cidr.ts"), "utf8");
        const line = source.split("\n").findIndex((text) => text.includes("is no IPv4 block")) + 1;
        assert.match(String(await run(script)), new RegExp(`/model/cidr\\.ts:${line}:\\d+\\)`));
    });
});
