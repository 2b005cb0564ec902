import { stopEmulator } from "../emulator";
import { forgetInstance } from "./emulated";
import { releaseStaleLock } from "./locks";
import type { Engine } from "./engine";
import { throwIfInterrupted } from "./signals";
import { forgetStack } from "../state/stacks";
import { forgetOperation, refuseIfAtWork } from "../state/unwritten";

/**
 * Ends the account of an emulated stack with all its resources, and then its state. Interrupted
 * between these two, it can be repeated; and `up`, too, finds that the account has gone.
 * @returns whether the emulator was running
 */
export async function endAccount(engine: Engine): Promise<boolean> {
    // An operation under way must not lose its account.
    await refuseIfAtWork(engine);
    await releaseStaleLock(engine);
    const stopped = await stopEmulator(engine.paths.emulator);
    throwIfInterrupted(engine.signal);
    await forgetStack(engine);
    await forgetOperation(engine);
    await forgetInstance(engine);
    return stopped;
}
