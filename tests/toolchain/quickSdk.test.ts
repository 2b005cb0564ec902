import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import * as path from "node:path";
import { promisify } from "node:util";

const root = path.resolve(__dirname, "../..");

/** The beginning of every script: a program with a mock engine, in a process of its own, and one resource. */
const PROGRAM = `
    import { createRequire } from "node:module";
    import { quickenSdk } from "./toolchain/quickSdk.mjs";
    const require = createRequire(process.cwd() + "/program.js");
    const folder = process.cwd() + "/node_modules/@pulumi/pulumi";
    const isQuick = quickenSdk(folder);
    const pulumi = require("@pulumi/pulumi");
    const show = (value) => console.log(JSON.stringify(value ?? null));
    const failures = [];
    process.on("unhandledRejection", (error) => failures.push(error.message));
    const sent = [];
    await pulumi.runtime.setMocks({
        newResource: ({ name, inputs }) => {
            if (name === "bad") throw new Error("no such luck");
            sent.push(inputs);
            return { id: name + "-id", state: { ...inputs, arn: "arn:" + name } };
        },
        call: () => ({}),
    });
    class Thing extends pulumi.CustomResource {
        constructor(name, { size, of } = {}) {
            super("test:index:Thing", name, { size, of, arn: undefined });
        }
    }
    const settled = () => new Promise((resolve) => setTimeout(resolve, 200));
    const isMade = (thing, name) => "value" in Object.getOwnPropertyDescriptor(thing, name);`;

/** Runs a script and returns its output. */
async function run(script: string, variables: NodeJS.ProcessEnv = {}): Promise<unknown> {
    const { stdout } = await promisify(execFile)(
        process.execPath,
        ["--input-type=module", "--eval", `${PROGRAM}${script}`],
        { cwd: root, env: { ...process.env, PLUMBLINE_PLAIN_SDK: "", ...variables } },
    );
    return JSON.parse(stdout);
}

describe("toolchain: the patched SDK", () => {
    it("matches the installed version: a new one requires a review", async () => {
        const { SDK_VERSION } = await import("../../toolchain/quickSdk.mjs");
        const { version } = createRequire(__filename)("@pulumi/pulumi/package.json") as { version: string };
        assert.equal(SDK_VERSION, version);
    });

    it("is unpatched with PLUMBLINE_PLAIN_SDK", async () => {
        const script = "show([isQuick, isMade(new Thing('a'), 'arn')]);";
        assert.deepEqual(await run(script), [true, false]);
        assert.deepEqual(await run(script, { PLUMBLINE_PLAIN_SDK: "true" }), [false, true]);
        assert.deepEqual(await run(script, { PULUMI_DEBUG_PROMISE_LEAKS: "true" }), [false, true]);
    });

    it("creates outputs on first access: before there is a value, or long after", async () => {
        const shown = await run(`
            const thing = new Thing("a", { size: 1 });
            const early = thing.arn;
            await early.promise();
            show([await early.promise(), await thing.size.promise(), isMade(thing, "of"), thing.arn === early]);`);
        assert.deepEqual(shown, ["arn:a", 1, false, true]);
    });

    it("keeps dependencies and secrets of outputs", async () => {
        const shown = await run(`
            const thing = new Thing("a", { size: pulumi.secret(1) });
            const other = new Thing("b", { of: thing.arn });
            await other.urn.promise();
            const [from] = await thing.arn.allResources();
            show([from === thing, await thing.size.isSecret, sent.at(-1).of]);`);
        assert.deepEqual(shown, [true, true, "arn:a"]);
    });

    it("fails dependents of a failed resource, accessed before or after", async () => {
        const shown = await run(`
            const thing = new Thing("bad");
            const early = thing.size.promise().catch((error) => error.message);
            await settled();
            const late = thing.arn.promise().catch((error) => error.message);
            show([await early, await late, failures.length > 0]);`);
        const failed = "no such luck";
        const [early, late, isReported] = shown as string[];
        assert.ok(early?.includes(failed) && late?.includes(failed), JSON.stringify(shown));
        assert.equal(isReported, true);
    });

    it("allows a property to be set, like the original, and to be transferred once only", async () => {
        const shown = await run(`
            const thing = new Thing("a");
            thing.size = "own";
            const { transferProperties } = require("@pulumi/pulumi/runtime/rpc");
            let message;
            try { transferProperties(thing, "a thing", { size: 1 }); } catch (error) { message = error.message; }
            show([thing.size, message]);`);
        assert.deepEqual(shown, ["own", "Property 'size' is already initialized on target 'a thing"]);
    });

    it("loads function serialization only when a function is serialized", async () => {
        const shown = await run(`
            const loaded = () => Object.keys(require.cache).filter((file) => /@npmcli.arborist|lib.typescript\\.js/.test(file));
            const before = loaded();
            const { text } = await pulumi.runtime.serializeFunction(() => 42);
            show([before, loaded().length > 0, /42/.test(text)]);`);
        assert.deepEqual(shown, [[], true, true]);
    });

    it("creates no stack traces of promises, and still finds promises that never end", async () => {
        const shown = await run(`
            const { debuggablePromise, leakedPromises } = require("@pulumi/pulumi/runtime/debuggable");
            const limit = Error.stackTraceLimit;
            const promise = new Promise(() => {});
            debuggablePromise(promise, "a test");
            const [leaked] = leakedPromises();
            show([promise._debugStackTrace, leaked.has(promise), Error.stackTraceLimit === limit]);`);
        assert.deepEqual(shown, ["Error", true, true]);
    });

    it("sends source positions of resources to the engine, like the original", async () => {
        const script = `
            const { Resource } = pulumi;
            const positions = () => Resource.stackTrace(1);
            const twice = [1, 2].map(() => positions());
            show(twice);`;
        const plain = await run(script, { PLUMBLINE_PLAIN_SDK: "true" });
        assert.deepEqual(await run(script), plain);
        assert.ok((plain as unknown[][])[0]?.length);
    });
});
