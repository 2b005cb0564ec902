import { cp, mkdir, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { parseDocument } from "yaml";
import { difference, merged } from "../../config/sources/merge";
import { sharedConfig } from "../../config/stackFile";
import { paths } from "../pulumi/paths";
import { createEngine, type Engine, expectPulumi, startedWith } from "../pulumi/engine";
import { createIfMissing } from "../state/stacks";
import type { Toolchain } from "../pulumi/toolchain";
import { withoutCheckpoints } from "../state/unwritten";
import { beginRehearsal, endRehearsal, type Rehearsal } from "../rehearse/rehearsal";
import { FLAT, flatState, writeFlatProgram } from "./flatProgram";
import { type ExportedState, readExport } from "../state/resource";
import { expectCommand, type Task } from "./measure";

type Configuration = Readonly<Record<string, unknown>>;

/** Edits what the stack of a file amounts to; the file says what differs from what the project shares. */
async function editConfiguration(
    root: string,
    file: string,
    edit: (config: Configuration) => Configuration,
): Promise<void> {
    const document = parseDocument(await readFile(file, "utf8"));
    const { config } = document.toJS() as { config: Configuration };
    const shared = sharedConfig(root, "local");
    document.set("config", difference(shared, edit(merged(shared, config))));
    await writeFile(file, document.toString());
}

/** A deployed local stack in a scratch folder, with an emulator of its own, and the programs compared with it. */
export class Workbench {
    private flatEngine: Promise<Engine> | undefined;

    private constructor(
        readonly root: string,
        private readonly rehearsal: Rehearsal,
    ) {}

    /**
     * A stack with nothing deployed yet.
     * @param edit makes another platform of the local stack's configuration; keys with their namespace
     */
    static async open(
        root: string,
        toolchain: Toolchain,
        edit?: (config: Configuration) => Configuration,
    ): Promise<Workbench> {
        const rehearsal = await beginRehearsal(root, "local", toolchain);
        const bench = new Workbench(root, rehearsal);
        try {
            if (edit !== undefined) await editConfiguration(root, rehearsal.copy.file, edit);
            return bench;
        } catch (error) {
            await bench.remove();
            throw error;
        }
    }

    /**
     * @param onStep receives the current step
     * @param edit as of {@link open}
     */
    static async create(
        root: string,
        toolchain: Toolchain,
        onStep: (step: string) => void,
        edit?: (config: Configuration) => Configuration,
    ): Promise<Workbench> {
        const bench = await Workbench.open(root, toolchain, edit);
        try {
            onStep(
                `deploying ${edit ? "a stack like the local one" : "the local stack"} to a scratch emulator`,
            );
            await bench.operation(bench.engine, "up", "--skip-preview", "--yes")();
            return bench;
        } catch (error) {
            await bench.remove();
            throw error;
        }
    }

    get engine(): Engine {
        return this.rehearsal.engine;
    }

    async remove(): Promise<void> {
        await endRehearsal(this.rehearsal);
    }

    /** A scratch folder of that name. */
    async folder(name: string): Promise<string> {
        const folder = path.join(this.rehearsal.folder, name);
        await mkdir(folder, { recursive: true });
        return folder;
    }

    /** An operation of Pulumi's on a stack, quiet and unasked. */
    operation(engine: Engine, ...args: readonly string[]): Task {
        return async () => {
            const file = engine.configFile === undefined ? [] : ["--config-file", engine.configFile];
            await expectCommand(
                engine.toolchain.pulumi,
                [
                    ...args,
                    "--stack",
                    engine.stack,
                    ...file,
                    "--non-interactive",
                    "--suppress-progress",
                    "--suppress-outputs",
                ],
                { cwd: engine.paths.root, env: { ...startedWith(engine), ...withoutCheckpoints() } },
            );
        };
    }

    /** The state, its secrets in plain text: for what stays in the scratch folder only. */
    async state(engine = this.engine): Promise<ExportedState> {
        const text = await expectPulumi(
            engine,
            "export the state",
            ...["stack", "export", "--show-secrets", "--stack", engine.stack],
        );
        return readExport(text, "The exported state");
    }

    /** Bytes that a stack's state takes in the file backend. */
    async stateBytes(engine: Engine, project: string): Promise<number> {
        const file = path.join(engine.paths.state, ".pulumi/stacks", project, `${engine.stack}.json`);
        return (await readFile(file)).byteLength;
    }

    /** A stack of the flat program, as if it had deployed what the local stack has. */
    async flat(): Promise<Engine> {
        this.flatEngine ??= this.makeFlat();
        return this.flatEngine;
    }

    private async makeFlat(): Promise<Engine> {
        const folder = path.join(this.rehearsal.folder, "flat");
        const state = flatState(await this.state());
        await writeFlatProgram(folder, state, path.join(this.root, "node_modules"));
        // Contents that the program names are relative to it.
        for (const name of ["components", "examples"]) {
            await symlink(path.join(this.root, name), path.join(folder, name));
        }
        const engine = engineAt(this.engine, folder, FLAT);
        await createIfMissing({ ...engine, configFile: path.join(folder, `Pulumi.${FLAT}.yaml`) });
        const file = path.join(folder, "state.json");
        await writeFile(file, JSON.stringify(state), { mode: 0o600 });
        await expectPulumi(
            engine,
            "import the flat state",
            ...["stack", "import", "--stack", FLAT, "--file", file],
        );
        await rm(file);
        return engine;
    }

    /** The same project in a folder of links, with another Pulumi.yaml. */
    async withProjectFile(name: string, edit: (text: string) => string): Promise<Engine> {
        const folder = await this.folder(name);
        for (const entry of await readdir(this.root)) {
            if (entry === "Pulumi.yaml" || entry.startsWith(".")) continue;
            const [there, here] = [path.join(this.root, entry), path.join(folder, entry)];
            // Published files must lie in the project itself, not behind a link.
            await (entry === "examples" ? cp(there, here, { recursive: true }) : symlink(there, here));
        }
        const text = await readFile(path.join(this.root, "Pulumi.yaml"), "utf8");
        await writeFile(path.join(folder, "Pulumi.yaml"), edit(text));
        const { stack, configFile } = this.engine;
        return {
            ...engineAt(this.engine, folder, stack),
            ...(configFile === undefined ? {} : { configFile }),
        };
    }
}

/** An engine for a program in another folder, with the state, the emulator and the credentials of this one. */
export function engineAt(engine: Engine, folder: string, stack: string): Engine {
    const { paths: place, emulator, account, toolchain } = engine;
    return createEngine({
        paths: { ...paths(folder), state: place.state, emulator: place.emulator },
        stack,
        emulator,
        account,
        toolchain,
    });
}
