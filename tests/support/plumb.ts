/** `plumb` in this process: starting another one takes longer than most tests. */
import { createRequire } from "node:module";
import * as path from "node:path";
// Its process starts in the folder where the module was loaded, which a test may have removed by then.
import "esbuild";
import type * as program from "../../cli/program";
import { ROOT } from "./program";

/** How a command has ended. */
export interface Ended {
    readonly code: number;
    readonly stdout: string;
    readonly stderr: string;
    /** Both, in the order they came. */
    readonly all: string;
}

export interface Surroundings {
    /** The folder that it is called from. @default `root`, or where the tests run */
    readonly cwd?: string;
    /** Variables to set, or to take away. */
    readonly env?: Readonly<Record<string, string | undefined>>;
    /** The working tree whose plumb it is. @default this one */
    readonly root?: string;
}

/** Only one at a time may have the process: its folder, its environment and its output. */
let last: Promise<unknown> = Promise.resolve();

/** Runs a command to its end, as cli/main.ts does. */
export function plumb(args: readonly string[], surroundings: Surroundings = {}): Promise<Ended> {
    const ended = last.then(() => call(args, surroundings));
    last = ended.catch(() => undefined);
    return ended;
}

async function call(args: readonly string[], surroundings: Surroundings): Promise<Ended> {
    const { env = {}, root = ROOT, cwd = surroundings.root } = surroundings;
    const { run } = createRequire(path.join(root, "cli", "main.ts"))("./program") as typeof program;
    const streams = capture();
    const before = { cwd: process.cwd(), env: { ...process.env } };
    if (cwd !== undefined) process.chdir(cwd);
    setVariables(env);
    try {
        const code = await run(args);
        return { code, ...streams.captured() };
    } finally {
        setVariables(Object.fromEntries(Object.keys(env).map((name) => [name, before.env[name]])));
        process.chdir(before.cwd);
        streams.release();
    }
}

function setVariables(variables: Readonly<Record<string, string | undefined>>): void {
    for (const [name, value] of Object.entries(variables)) {
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
    }
}

type Write = typeof process.stdout.write;

/** Captures standard output and standard error. */
function capture(): { captured: () => Omit<Ended, "code">; release: () => void } {
    const texts = { stdout: "", stderr: "", all: "" };
    const writes = (["stdout", "stderr"] as const).map((name) => {
        const stream = process[name];
        const original = Reflect.get(stream, "write") as Write;
        stream.write = (
            chunk: string | Uint8Array,
            encoding?: BufferEncoding | ((error?: Error | null) => void),
            done?: (error?: Error | null) => void,
        ) => {
            const text = typeof chunk === "string" ? chunk : Buffer.from(chunk).toString();
            texts[name] += text;
            texts.all += text;
            const written = typeof encoding === "function" ? encoding : done;
            if (written) process.nextTick(written);
            return true;
        };
        return { stream, original };
    });
    return {
        captured: () => ({ ...texts }),
        release: () => {
            for (const { stream, original } of writes) stream.write = original;
        },
    };
}
