/** Runs the whole program for a stack, the way the engine does. */
import { createRequire } from "node:module";
import { join } from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { difference } from "../../config/sources/merge";
import { effectiveConfig, sharedConfig } from "../../config/stackFile";
import { type Recording, type RecordingOptions, record } from "./recorder";

const load = createRequire(__filename);

export const ROOT = join(__dirname, "..", "..");

/** The stacks of the project. */
export const STACKS = ["local", "dev", "staging", "prod"] as const;

/** The plain value of every encrypted value of a stack file. */
export const CONFIGURED_SECRET = "configured-and-never-to-be-seen";

/** The `config:` that a committed stack file and Pulumi.yaml amount to. */
export function stackFileConfig(stack: string): Record<string, unknown> {
    return effectiveConfig(ROOT, stack);
}

/**
 * Sets the configuration as the engine hands it to a program in a folder: text, maps and lists as JSON, secrets in plain,
 * and what Pulumi.yaml has for the keys that a stack file lacks.
 *
 * @param config of the stack file
 */
export function setEngineConfig(config: Readonly<Record<string, unknown>>, folder = ROOT): void {
    const entries = Object.entries({ ...sharedConfig(folder, "unit"), ...config }).map(([key, value]) => {
        const plain = decrypted(value) ?? "";
        return [key, typeof plain === "object" ? JSON.stringify(plain) : String(plain)] as const;
    });
    const secretKeys = Object.keys(config).filter((key) => /"secure":/.test(JSON.stringify(config[key])));
    pulumi.runtime.setAllConfig(Object.fromEntries(entries), secretKeys);
    // The SDK offers no way to ask for this.
    process.env["PULUMI_CONFIG_SECRET_KEYS"] = JSON.stringify(secretKeys);
}

/** The same for a program in this repository, whose stack then amounts to the given configuration and nothing else. */
export function setEffectiveConfig(config: Readonly<Record<string, unknown>>): void {
    setEngineConfig(difference(sharedConfig(ROOT, "unit"), config));
}

/** Forgets the configuration of {@link setEngineConfig}. */
export function clearEngineConfig(): void {
    pulumi.runtime.setAllConfig({});
    delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
}

function decrypted(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(decrypted);
    if (typeof value !== "object" || value === null) return value;
    if ("secure" in value) return CONFIGURED_SECRET;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, decrypted(inner)]));
}

const recordings = new Map<string, Promise<Recording<unknown>>>();

/**
 * Requests of index.ts with a stack's own file, below the stack resource that the engine puts over everything.
 * Recorded once for all tests.
 */
export function recordStack(stack: string, { preview = false } = {}): Promise<Recording<unknown>> {
    const key = `${stack} ${preview}`;
    const recording = recordings.get(key) ?? run(stack, stackFileConfig(stack), { preview });
    recordings.set(key, recording);
    return recording;
}

/** Runs index.ts with any configuration, of which Pulumi.yaml may have a part. */
export async function run(
    stack: string,
    config: Readonly<Record<string, unknown>>,
    options: Pick<RecordingOptions, "preview" | "calls" | "project"> = {},
): Promise<Recording<unknown>> {
    const program = join(ROOT, "index.ts");
    // It runs when it is loaded; the components that it is made of need not be loaded again.
    Reflect.deleteProperty(load.cache, program);
    try {
        return await record(
            () => {
                setEffectiveConfig(config);
                return pulumi.runtime.runInPulumiStack(load(program) as () => Promise<unknown>);
            },
            { ...options, stack },
        );
    } finally {
        clearEngineConfig();
    }
}
