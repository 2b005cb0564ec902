import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { type Emulator, startEmulator, type StartOptions, stopEmulator } from "../../operations/emulator";
import { pythonWithPackages, root } from "../../operations/emulator/packages";

/** Directories that are removed, with their emulators, after the tests of a file. */
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

/** Runs a script of this folder with the emulator's own Python, which has AWS's SDK. */
export async function script<T>(name: string, ...args: readonly string[]): Promise<T> {
    return python<T>(path.join(root, "tests", "emulator", name), ...args);
}

/** Runs the checks of all corrections against an emulator. */
export async function checks<T>(url: string): Promise<T> {
    return run<T>(path.join(root, "tests", "emulator"), ["-m", "checks", url]);
}

/** Runs Python and reads what it prints as JSON. */
export async function python<T>(...args: readonly string[]): Promise<T> {
    return run<T>(root, args);
}

async function run<T>(cwd: string, args: readonly string[]): Promise<T> {
    const interpreter = await pythonWithPackages(() => undefined);
    const { stdout } = await promisify(execFile)(interpreter, args, { cwd, maxBuffer: 1 << 24 });
    return JSON.parse(stdout) as T;
}

/** A signed request as far as the emulator looks at it: by whom, where and for which service. */
export function signed(service: string, region = "us-east-1", key = "testing"): Record<string, string> {
    const scope = `${key}/20250101/${region}/${service}/aws4_request`;
    return { authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0` };
}

/** Calls an operation of a service that speaks JSON. */
export async function json(
    url: string,
    service: string,
    target: string,
    body: unknown,
    options: { readonly region?: string; readonly key?: string } = {},
): Promise<Response> {
    return fetch(url, {
        method: "POST",
        headers: {
            ...signed(service, options.region, options.key),
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": target,
        },
        body: JSON.stringify(body),
    });
}
