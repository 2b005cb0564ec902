import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { existsSync } from "node:fs";
import * as path from "node:path";
import type { Engine } from "./engine";
import { nameInWorkspace, paths, readNameInWorkspace } from "./paths";
import { releaseStaleLock } from "./locks";
import { readDeployment } from "../state/stateFile";
import { createIfMissing, forgetStack, type State } from "../state/stacks";
import { forgetOperation, refuseIfAtWork, wasCutOff } from "../state/unwritten";

/** A running emulator. It keeps nothing on disk: another process holds nothing. */
export interface Instance {
    readonly instance: string;
}

export interface Emulated {
    /** Prints a finding, and the action that follows. */
    readonly notice: (message: string) => void;
    /** Ends the running emulator and starts an empty one. */
    readonly restart: () => Promise<Instance>;
}

/**
 * Makes an emulated stack ready for `pulumi up`: it exists, nothing locks it, and its state
 * matches the running emulator. The emulator keeps nothing on disk, so where the two have parted (it has been
 * restarted, or Pulumi was killed half-way through an operation, and has written no state) the stack is built again
 * from nothing: in an account that is emptied by ending the emulator's process. Nothing else is removed for that.
 */
export async function reconcile(engine: Engine, running: Instance, options: Emulated): Promise<void> {
    const state = await createIfMissing(engine);
    if (await releaseStaleLock(engine)) {
        options.notice(`Released the lock that a killed Pulumi left on stack "${engine.stack}".`);
    }
    let { instance } = running;
    const reason = await whyRebuild(engine, state, instance);
    if (reason !== undefined) {
        options.notice(`${reason} Building stack "${engine.stack}" again from nothing.`);
        // First, because an empty state must never meet an account with resources.
        if (reason === unfinished) {
            ({ instance } = await options.restart());
        }
        await forgetStack(engine);
        await createIfMissing(engine);
        await forgetOperation(engine);
    }
    // Before the first resource is created, so that an interrupted `up` finds its own emulator again.
    await writeInstance(engine, instance);
}

const restarted = "The emulator was restarted, and is empty.";
/** The reason where the account may hold resources that the state lacks. */
export const unfinished = "Pulumi was killed during an operation, and its result is unknown.";

async function whyRebuild(engine: Engine, state: State, instance: string): Promise<string | undefined> {
    await refuseIfAtWork(engine);
    const isUnknown = await wasCutOff(engine);
    const mayHoldSomething = isUnknown || state.resources.length > 0;
    if (mayHoldSomething && (await readInstance(engine)) !== instance) {
        return restarted;
    }
    return isUnknown || state.pending > 0 ? unfinished : undefined;
}

/** Whether the emulator that runs is the one the stack was deployed to. */
export async function isDeployedTo(engine: Engine, running: Instance | undefined): Promise<boolean> {
    return running !== undefined && (await readInstance(engine)) === running.instance;
}

/** A stack that an emulator may hold, of any project of the workspace. */
interface Other {
    readonly stack: string;
    /** From the workspace to its project. */
    readonly way: string;
    readonly place: Engine;
}

/** Other stacks with resources in the emulator that runs; those of other projects with the way to them. */
export async function othersDeployedTo(engine: Engine, running: Instance | undefined): Promise<string[]> {
    const known = await readdir(engine.paths.instances).catch(() => []);
    const own = nameInWorkspace(engine.paths, engine.stack);
    const others = known.filter((name) => name !== own).map((name) => inWorkspace(engine, name));
    const deployed = await Promise.all(
        others.map(async ({ stack, way, place }) => {
            if (!(await isDeployedTo(place, running)) || !existsSync(place.paths.root)) return [];
            const deployment = await readDeployment({ ...place, environment: engine.environment });
            if ((deployment?.resources ?? []).length === 0) return [];
            return [way === readNameInWorkspace(own).way ? stack : path.join(way, stack)];
        }),
    );
    return deployed.flat();
}

function inWorkspace(engine: Engine, name: string): Other {
    const { way, stack } = readNameInWorkspace(name);
    const workspace = path.dirname(path.dirname(engine.paths.state));
    const { root, prefix } = paths(path.join(workspace, way), undefined, way);
    return { stack, way, place: { ...engine, stack, paths: { ...engine.paths, root, prefix } } };
}

async function readInstance(engine: Engine): Promise<string | undefined> {
    return readFile(instanceFile(engine), "utf8").catch(() => undefined);
}

async function writeInstance(engine: Engine, instance: string): Promise<void> {
    await mkdir(engine.paths.instances, { recursive: true });
    await writeFile(instanceFile(engine), instance);
}

/** Forgets which emulator a stack was deployed to. */
export async function forgetInstance(engine: Engine): Promise<void> {
    await rm(instanceFile(engine), { force: true });
}

function instanceFile(engine: Engine): string {
    return path.join(engine.paths.instances, nameInWorkspace(engine.paths, engine.stack));
}
