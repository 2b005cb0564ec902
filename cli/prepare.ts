/** Toolchain and emulator, set up with progress where they are missing. */
import {
    type Emulator,
    findEmulator,
    prepareEmulator as installEmulator,
    startEmulator,
    stopEmulator,
} from "../operations/emulator";
import { exitCodes, Failure } from "../operations/pulumi/failure";
import { ensureToolchain, locateToolchain, type Toolchain } from "../operations/pulumi/toolchain";
import { root } from "./command";
import { runSteps, type Step } from "./terminal/progress";

/** The toolchain, set up if it is missing. */
export async function prepareToolchain(): Promise<Toolchain> {
    return (await locateToolchain(root)) ?? setUp([]);
}

/**
 * The toolchain and the emulator at a URL, started if it does not run there. Both are set up beside each other.
 * @param directory where the emulator keeps pid, port and log
 */
export async function prepareEmulator(
    directory: string,
    url: string,
): Promise<{ readonly toolchain: Toolchain; readonly emulator: Emulator }> {
    const [located, found] = await Promise.all([locateToolchain(root), findEmulator(directory)]);
    const running = found?.url === url ? found : undefined;
    const toolchain = await complete(located, running === undefined ? [emulatorStep] : []);
    return { toolchain, emulator: running ?? (await restartEmulator(directory, url)) };
}

/** The toolchain, and an emulator that can be started; neither stack nor emulator of this clone is touched. */
export async function prepareTools(): Promise<Toolchain> {
    return complete(await locateToolchain(root), [emulatorStep]);
}

/** Ends the emulator of a folder, if one runs, and starts an empty one at a URL. */
export async function restartEmulator(directory: string, url: string): Promise<Emulator> {
    await stopEmulator(directory);
    return startEmulator({ directory, port: Number(new URL(url).port) });
}

const emulatorStep: Step = {
    title: "Emulator",
    run: async (show) => installEmulator({ onProgress: show }),
};

/** Runs steps, and sets up the toolchain beside them if it was not found. */
async function complete(located: Toolchain | undefined, steps: readonly Step[]): Promise<Toolchain> {
    if (located === undefined) return setUp(steps);
    if (steps.length > 0) await runSteps(steps);
    return located;
}

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
