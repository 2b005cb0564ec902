/** Pulumi programs of their own within a clone, all against the clone's emulator. */
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { stringify } from "yaml";
import { emulated } from "../../../components/account/provider";
import { type Emulator, startEmulator } from "../../../operations/emulator";
import { paths } from "../../../operations/pulumi/paths";
import { type Captured, capturePulumi, createEngine, type Engine } from "../../../operations/pulumi/engine";
import { createIfMissing } from "../../../operations/state/stacks";
import { locateToolchain, type Toolchain } from "../../../operations/pulumi/toolchain";
import { withoutCheckpoints } from "../../../operations/state/unwritten";
import { Clone } from "./clone";
import { type Changes, changesOf } from "./steps";

const STACK = "test";

/** The account and region of the programs' default provider. */
const ACCOUNT = "111122223333";
const REGION = "eu-west-1";

/** The salt of the published passphrase: with it, Pulumi adds no line to a stack file. */
const SALT = "v1:4yJieSMmq3w=:v1:5S27QOPDkaQ64Atg:K183toXz2SskNwEs4aAESSgRgxe0NA==";

/** A clone with a running, empty emulator, for programs other than the platform. */
export class Programs {
    private constructor(
        readonly emulator: Emulator,
        private readonly clone: Clone,
        private readonly toolchain: Toolchain,
    ) {}

    /** @param name see {@link Clone.create} */
    static async create(name: string): Promise<Programs> {
        const clone = await Clone.create(name);
        const toolchain = await locateToolchain(clone.folder);
        if (toolchain === undefined) throw new Error("there is no toolchain: ./plumb up builds it");
        const emulator = await startEmulator({ directory: clone.emulatorFolder, port: clone.port });
        return new Programs(emulator, clone, toolchain);
    }

    async remove(): Promise<void> {
        await this.clone.remove();
    }

    /**
     * The program in a folder, with an empty stack whose default AWS provider uses the emulator.
     * @param folder relative to the repository
     */
    async program(folder: string): Promise<Program> {
        const place = paths(path.join(this.clone.folder, folder), path.join(this.clone.folder, ".plumb"));
        const { toolchain, emulator } = this;
        const engine = createEngine({
            paths: place,
            stack: STACK,
            emulator: emulator.url,
            account: ACCOUNT,
            toolchain,
        });
        const program = new Program(engine);
        await program.configure({});
        await createIfMissing(engine);
        return program;
    }
}

/** Exit code and changes of an operation. */
export interface Done extends Captured {
    readonly changes: Changes;
    /** The engine's own log of events. */
    readonly events: string;
}

export class Program {
    private readonly engine: Engine;

    constructor(engine: Engine) {
        // PULUMI_DEBUG_COMMANDS makes --event-log available. The account goes with the clone: no checkpoint is missed.
        const environment = {
            ...engine.environment,
            ...withoutCheckpoints(),
            PULUMI_DEBUG_COMMANDS: "true",
        };
        this.engine = { ...engine, environment };
    }

    /** @param settings configuration besides the provider's, keys with their namespace */
    async configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
        const provider = { region: REGION, ...emulated(this.engine.emulator ?? "") };
        const config = {
            "aws:allowedAccountIds": [ACCOUNT],
            ...Object.fromEntries(Object.entries(provider).map(([key, value]) => [`aws:${key}`, value])),
            ...settings,
        };
        const file = path.join(this.engine.paths.root, `Pulumi.${STACK}.yaml`);
        await writeFile(file, stringify({ config, encryptionsalt: SALT }));
    }

    /** @param args `preview`, or `up`, `destroy` with the options that skip confirmation */
    async run(...args: string[]): Promise<Done> {
        const log = path.join(this.engine.paths.root, "events.log");
        const captured = await capturePulumi(this.engine, ...args, "--stack", STACK, "--event-log", log);
        const events = await readFile(log, "utf8").catch(() => "");
        return { ...captured, events, changes: changesOf(events) };
    }
    /** The stack's outputs. */
    async outputs(): Promise<Readonly<Record<string, unknown>>> {
        const { stdout } = await capturePulumi(this.engine, "stack", "output", "--json", "--stack", STACK);
        return JSON.parse(stdout) as Record<string, unknown>;
    }
}
