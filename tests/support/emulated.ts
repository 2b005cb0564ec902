/** A stack on an emulator of its own that no engine has deployed: a project, a state written here, and what tests make in AWS. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { stringify } from "yaml";

import { type Emulator, emulatorCredentials, startEmulator, stopEmulator } from "../../operations/emulator";
import type { ClientSettings } from "../../operations/pulumi/awsClient";
import { minimal } from "../config/fixtures";
import { type Ended, plumb } from "./plumb";

/** A resource of the state: its component's type and name, its own type, and its outputs. */
export type Row = readonly [
    component: string,
    name: string,
    type: string,
    outputs: Readonly<Record<string, unknown>>,
    own?: string,
];

const ACCOUNT = "123456789012";
const REGION = "us-east-1";

export class EmulatedStack {
    private constructor(
        readonly folder: string,
        readonly emulator: Emulator,
    ) {}

    /** Starts the emulator. @param config keys of the stack file, without the prefix */
    static async start(config: Readonly<Record<string, unknown>>): Promise<EmulatedStack> {
        const folder = mkdtempSync(path.join(tmpdir(), "plumb-emulated-"));
        const emulator = await startEmulator({ directory: path.join(folder, ".plumb", "emulator") });
        const stack = new EmulatedStack(folder, emulator);
        stack.write("Pulumi.yaml", "name: shop\nruntime: nodejs\n");
        stack.configure("local", { tier: "local", emulator: emulator.url, ...config });
        stack.write(".plumb/instances/local", emulator.instance);
        return stack;
    }

    /** Writes a stack file. */
    configure(stack: string, config: Readonly<Record<string, unknown>>): void {
        const all = { ...minimal, region: REGION, accountId: ACCOUNT, ...config };
        this.write(
            `Pulumi.${stack}.yaml`,
            stringify({
                config: Object.fromEntries(
                    Object.entries(all).map(([key, value]) => [`plumbline:${key}`, value]),
                ),
            }),
        );
    }

    write(file: string, text: string): void {
        const target = path.join(this.folder, file);
        mkdirSync(path.dirname(target), { recursive: true });
        writeFileSync(target, text);
    }

    /** Writes the state, as the engine does. @param outputs of the stack */
    deploy(rows: readonly Row[], outputs: Readonly<Record<string, unknown>> = {}): void {
        const stack = "urn:pulumi:local::shop::pulumi:pulumi:Stack::shop-local";
        const components = new Map<string, object>();
        const resources = rows.map(([component, name, type, own, ownName = name], at) => {
            const types = `plumbline:index:${component}`;
            const parent = `urn:pulumi:local::shop::${types}::${name}`;
            components.set(parent, { urn: parent, type: types, custom: false, parent: stack });
            const urn = `urn:pulumi:local::shop::${types}$${type}::${ownName}`;
            return { urn, type, custom: true, id: String(own["id"] ?? at), parent, outputs: own, inputs: {} };
        });
        const root = { urn: stack, type: "pulumi:pulumi:Stack", custom: false, outputs };
        const latest = {
            manifest: {},
            secrets_providers: {
                type: "passphrase",
                state: { salt: "v1:4yJieSMmq3w=:v1:5S27QOPDkaQ64Atg:K183toXz2SskNwEs4aAESSgRgxe0NA==" },
            },
            resources: [root, ...components.values(), ...resources],
        };
        this.write(
            ".plumb/state/.pulumi/stacks/shop/local.json",
            JSON.stringify({ version: 3, checkpoint: { stack: "organization/shop/local", latest } }),
        );
        this.write(".plumb/state/.pulumi/meta.yaml", "version: 1\n");
    }

    /** For clients of AWS's SDK. */
    get client(): ClientSettings & { readonly endpoint: string } {
        return {
            region: REGION,
            endpoint: this.emulator.url,
            credentials: emulatorCredentials(this.emulator.directory),
            maxAttempts: 1,
        };
    }

    async plumb(...args: string[]): Promise<Ended> {
        return plumb(args, { cwd: this.folder });
    }

    async stop(): Promise<void> {
        await stopEmulator(this.emulator.directory);
        rmSync(this.folder, { recursive: true, force: true });
    }
}
