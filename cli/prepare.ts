import {
    type Emulator,
    findEmulator,
    prepareEmulator,
    startEmulator,
    stopEmulator,
} from "../operations/emulator";
import type { Settings } from "../config/validate";
import { reconcile } from "../operations/pulumi/emulated";
import { exitCodes, Failure } from "../operations/pulumi/failure";
import { backendUrl } from "../operations/pulumi/environment";
import { paths } from "../operations/pulumi/paths";
import { createEngine, type Engine } from "../operations/pulumi/pulumi";
import { ensureToolchain, locateToolchain, type Toolchain } from "../operations/pulumi/toolchain";
import { root } from "./command";
import { notice } from "./terminal/report";
import { runSteps, type Step } from "./terminal/progress";

/** Makes sure there is a toolchain, showing progress if that takes a while, and puts the engine together. */
export async function prepareEngine(settings: Settings): Promise<Engine> {
    refuseLocalBackend(settings);
    return engineFor(settings, await prepareToolchain());
}

/** Makes sure there is a toolchain, whatever the stack. */
export async function prepareToolchain(settings?: Settings): Promise<Toolchain> {
    if (settings) refuseLocalBackend(settings);
    return (await locateToolchain(root)) ?? setUp([]);
}

/**
 * Like prepareEngine, with the emulator running as well: what an operation on an emulated stack needs.
 * Toolchain and emulator are set up beside each other.
 */
export async function prepareEmulated(
    settings: Settings,
    place = paths(root),
): Promise<{ engine: Engine; emulator: Emulator }> {
    const [located, running] = await Promise.all([locateToolchain(root), findEmulator(place.emulator)]);
    const stillRight = running?.url === settings.emulator ? running : undefined;
    const steps: Step[] = [];
    if (stillRight === undefined) {
        steps.push(emulatorStep);
    }
    const toolchain = located ?? (await setUp(steps));
    if (located !== undefined && steps.length > 0) {
        await runSteps(steps);
    }
    const emulator = stillRight ?? (await restartEmulator(place.emulator, settings));
    return { engine: engineFor(settings, toolchain), emulator };
}

/** Like prepareEmulated, with the stack made to agree with the emulator: see `reconcile`. */
export async function readyEmulated(settings: Settings): Promise<Engine> {
    const { engine, emulator } = await prepareEmulated(settings);
    await reconcile(engine, emulator, {
        notice,
        restart: async () => restartEmulator(engine.paths.emulator, settings),
    });
    return engine;
}

/** Toolchain and emulator ready to be started; neither stack nor emulator of this clone is touched. */
export async function prepareTools(): Promise<Toolchain> {
    const located = await locateToolchain(root);
    if (located === undefined) {
        return setUp([emulatorStep]);
    }
    await runSteps([emulatorStep]);
    return located;
}

const emulatorStep: Step = {
    title: "Emulator",
    run: async (show) => prepareEmulator({ onProgress: show }),
};

async function setUp(others: readonly Step[]): Promise<Toolchain> {
    let toolchain: Toolchain | undefined;
    const step: Step = {
        title: "Toolchain",
        run: async (show) => {
            toolchain = await ensureToolchain(root, show);
        },
    };
    await runSteps([step, ...others]);
    if (toolchain === undefined) {
        throw new Failure("The toolchain could not be set up.", exitCodes.missing);
    }
    return toolchain;
}

/** Ends the emulator in this folder, if there is one, and starts an empty one where the settings want it. */
async function restartEmulator(directory: string, settings: Settings): Promise<Emulator> {
    await stopEmulator(directory);
    const port = Number(new URL(settings.emulator ?? "").port);
    return startEmulator({ directory, port });
}

function engineFor(settings: Settings, toolchain: Toolchain): Engine {
    return createEngine({
        paths: paths(root),
        stack: settings.stack,
        emulator: settings.emulator,
        account: settings.accountId,
        toolchain,
    });
}

/** A shell set up by `plumb env` points at the state of emulated stacks, where no real stack belongs. */
function refuseLocalBackend(settings: Settings): void {
    const backend = process.env["PULUMI_BACKEND_URL"];
    if (settings.emulator === undefined && backend === backendUrl(paths(root).state)) {
        throw new Failure(
            `This shell's PULUMI_BACKEND_URL is the state of emulated stacks (from \`plumb env\`), and stack ` +
                `"${settings.stack}" is a real one. Unset it, or use another shell.`,
            exitCodes.usage,
        );
    }
}
