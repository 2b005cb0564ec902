import * as path from "node:path";
import { buildCode } from "../config/code/packages";
import { projectFolder } from "../config/projectFolder";
import { readStackFile } from "../config/stackFile";
import { type Settings, validate } from "../config/validate";
import { type Emulator, emulatorDirectory } from "../operations/emulator";
import { isDeployedTo, reconcile } from "../operations/pulumi/emulated";
import { backendUrl } from "../operations/pulumi/environment";
import { exitCodes, Failure } from "../operations/pulumi/failure";
import { requireLogin } from "../operations/pulumi/login";
import { endOrphans } from "../operations/pulumi/orphans";
import type { Paths } from "../operations/pulumi/paths";
import { lookAtOthers } from "../operations/projects/others";
import { requireSpace } from "../operations/pulumi/space";
import { createEngine, type Engine } from "../operations/pulumi/engine";
import type { Toolchain } from "../operations/pulumi/toolchain";
import { pathsOf, type Project, project } from "./project";
import { prepareEmulator, prepareToolchain, restartEmulator } from "./prepare";
import { notice } from "./terminal/report";

/** Some commands load a stack more than once. */
const noticed = new Set<string>();

/**
 * Reads and validates a stack's configuration, before anything is started or set up. Warnings go to standard error.
 * @throws ConfigurationError that lists every problem
 */
export function loadStack(stack: string): Settings {
    const { folder, name } = project();
    const settings = validate(readStackFile(folder, stack), stack, folder, name);
    for (const warning of settings.warnings.filter((text) => !noticed.has(text))) {
        noticed.add(warning);
        notice(warning);
    }
    return settings;
}

/**
 * Reads what the stacks below `plumbline:from` publish, as the program does, and validates once more: before it begins.
 * @param running the emulator that runs, for an emulated stack
 * @throws ConfigurationError that lists every problem
 */
export async function needOthers(engine: Engine, { from }: Settings, running?: Emulator): Promise<void> {
    if (Object.keys(from).length === 0) return;
    const others = await lookAtOthers(engine, from, async (name, stack) => {
        const folder = projectFolder(engine.paths.root, name);
        if (running === undefined || folder === undefined) return true;
        return isDeployedTo(
            { ...engine, stack, paths: pathsOf({ folder: path.resolve(folder), name }) },
            running,
        );
    });
    const { folder, name } = project();
    if (others) validate(readStackFile(folder, engine.stack), engine.stack, folder, name, others);
}

/**
 * Builds the code of a stack's functions, as the program does: before anything is started. What was built before is not
 * built again.
 * @throws ConfigurationError that lists all that is wrong with the code
 */
export function needCode(settings: Settings): void {
    buildCode(settings, project().folder);
}

/** What an engine needs of a stack file. */
export type EmulatedSettings = Pick<Settings, "stack" | "emulator" | "accountId">;

export interface OpenOptions {
    /**
     * What happens to the emulator of an emulated stack. `untouched`: nothing. `running`: it is started if it does not
     * run. `reconciled`: as well, the stack is made to agree with it (see `reconcile`). A stack in real AWS has none.
     */
    readonly emulator: "untouched" | "running" | "reconciled";
}

export interface OpenStack {
    readonly engine: Engine;
    /** The emulator that runs; undefined for a stack in real AWS, and where it is left untouched. */
    readonly emulator: Emulator | undefined;
}

/** Prepares all that commands on a stack need: the toolchain, which is set up if it is missing, and the emulator. */
export async function openStack(settings: Settings, options: OpenOptions): Promise<OpenStack> {
    if (settings.emulator === undefined || options.emulator === "untouched") {
        refuseLocalBackend(settings);
        if (options.emulator !== "untouched") {
            needBackend(settings);
            await requireSpace(pathsOf(project()).temporary);
        }
        return { engine: await openState(settings.stack, settings), emulator: undefined };
    }
    const { emulator: directory, temporary } = pathsFor(settings);
    await requireSpace(temporary);
    const { toolchain, emulator } = await prepareEmulator(directory, settings.emulator);
    const engine = engineFor(settings.stack, settings, toolchain);
    const orphans = await endOrphans(engine);
    if (orphans > 0) notice(`Ended ${orphans} processes that a killed Pulumi had left behind.`);
    if (options.emulator === "reconciled") {
        const restart = async () => restartEmulator(directory, settings.emulator ?? "");
        await reconcile(engine, emulator, { notice, restart });
    }
    return { engine, emulator };
}

/**
 * Prepares what commands on a state need: neither credentials nor an emulator.
 * @param settings of the stack file; undefined where there is none
 * @param of the project whose state it is
 */
export async function openState(
    stack: string,
    settings: EmulatedSettings | undefined,
    of: Project = project(),
): Promise<Engine> {
    if (settings !== undefined) refuseLocalBackend(settings);
    return engineFor(stack, settings, await prepareToolchain(), of);
}

function engineFor(
    stack: string,
    settings: EmulatedSettings | undefined,
    toolchain: Toolchain,
    of: Project = project(),
): Engine {
    const { emulator, accountId: account } = settings ?? {};
    return createEngine({ paths: pathsFor(settings, of), stack, emulator, account, toolchain });
}

/** Requires a login where the state of a stack in real AWS is asked for. */
export function needBackend({ emulator, stack }: EmulatedSettings): void {
    if (emulator === undefined) requireLogin(project().folder, stack);
}

/** The folders of the project; the emulator's is that of the stack's own. */
function pathsFor(settings: Pick<Settings, "emulator"> | undefined, of: Project = project()): Paths {
    const usual = pathsOf(of);
    return settings?.emulator === undefined
        ? usual
        : { ...usual, emulator: emulatorDirectory(usual.emulator, settings.emulator) };
}

/** A shell set up by `plumb env` points at the state of emulated stacks, where no real stack belongs. */
function refuseLocalBackend(settings: EmulatedSettings): void {
    const backend = process.env["PULUMI_BACKEND_URL"];
    if (settings.emulator === undefined && backend === backendUrl(pathsOf(project()).state)) {
        throw new Failure(
            `This shell's PULUMI_BACKEND_URL is the state of emulated stacks (from \`plumb env\`), and stack ` +
                `"${settings.stack}" is a real one. Unset it, or use another shell.`,
            exitCodes.usage,
        );
    }
}
