import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import {
    type Emulator,
    emulatorCredentials,
    signedFetch,
    type SignedRequest,
    startEmulator,
    type StartOptions,
    stopEmulator,
} from "../../operations/emulator";
import { pythonWithPackages, root } from "../../operations/emulator/packages";

/** A request without any added headers. */
export interface Asked {
    readonly method?: string;
    readonly path?: string;
    readonly headers?: Record<string, string>;
    readonly body?: string;
}

export interface Answered {
    readonly status: number | undefined;
    readonly headers: Record<string, unknown>;
    readonly text: string;
}

/** A request of a foreign page or program, with headers that fetch does not allow. */
export async function ask(
    emulator: Emulator,
    { method = "GET", path: target = "/", headers, body }: Asked,
): Promise<Answered> {
    return new Promise((resolve, reject) => {
        const { port } = new URL(emulator.url);
        const asked = request({ host: "127.0.0.1", port, method, path: target, headers }, (answer) => {
            let text = "";
            answer.setEncoding("utf8").on("data", (part: string) => (text += part));
            answer.on("end", () => {
                resolve({ status: answer.statusCode, headers: answer.headers, text });
            });
        });
        asked.on("error", reject).end(body);
    });
}

/** Temporary directories and their emulators, removed after the tests of a file. */
export class Scratch {
    private readonly directories: string[] = [];

    async directory(): Promise<string> {
        const made = await mkdtemp(path.join(tmpdir(), "plumbline-emulator-"));
        this.directories.push(made);
        return made;
    }

    async start(options: Partial<StartOptions> = {}): Promise<Emulator> {
        return startEmulator({ directory: await this.directory(), ...options });
    }

    async clear(): Promise<void> {
        for (const directory of this.directories) {
            await stopEmulator(directory);
            await rm(directory, { recursive: true, force: true });
        }
    }
}

/** Runs a script of this folder with the emulator's Python, which has boto3. */
export async function script<T>(name: string, emulator: Emulator, ...args: readonly string[]): Promise<T> {
    const file = path.join(root, "tests", "emulator", name);
    return run<T>(root, [file, emulator.url, ...args], emulator);
}

/** Runs the checks of all corrections against an emulator. */
export async function checks<T>(emulator: Emulator): Promise<T> {
    return run<T>(path.join(root, "tests", "emulator"), ["-m", "checks", emulator.url], emulator);
}

/**
 * Runs Python and parses its output as JSON.
 * @param emulator the emulator whose credentials boto3 uses
 */
export async function python<T>(args: readonly string[], emulator?: Emulator): Promise<T> {
    return run<T>(root, args, emulator);
}

async function run<T>(cwd: string, args: readonly string[], emulator?: Emulator): Promise<T> {
    const interpreter = await pythonWithPackages(() => undefined);
    const env = { ...process.env, ...(emulator === undefined ? {} : credentialsOf(emulator)) };
    const { stdout } = await promisify(execFile)(interpreter, args, { cwd, env, maxBuffer: 1 << 24 });
    return JSON.parse(stdout) as T;
}

/** The credentials of an account of the emulator, as environment variables of AWS's SDKs. */
export function credentialsOf({ directory }: Emulator, account?: string): Record<string, string> {
    const { accessKeyId, secretAccessKey } = emulatorCredentials(directory, account);
    return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey };
}

/** Calls an operation of a service with a JSON protocol. */
export async function json(
    emulator: Emulator,
    service: string,
    target: string,
    body: unknown,
    options: Pick<SignedRequest, "region" | "account"> = {},
): Promise<Response> {
    return signedFetch(emulator, "/", {
        ...options,
        service,
        method: "POST",
        headers: { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
        body: JSON.stringify(body),
    });
}

/** Processes that a process has started, and those that they have. */
export async function descendants(pid: number): Promise<number[]> {
    const threads = await readdir(`/proc/${pid}/task`).catch(() => []);
    const lists = await Promise.all(
        threads.map(async (thread) =>
            readFile(`/proc/${pid}/task/${thread}/children`, "utf8").catch(() => ""),
        ),
    );
    const own = lists.join(" ").split(" ").filter(Boolean).map(Number);
    return [...own, ...(await Promise.all(own.map(descendants))).flat()];
}
