import { stopEmulator } from "../../emulator";
import { forgetInstance } from "../../engine/emulated";
import { releaseStaleLock } from "../../engine/locks";
import { type ExitCode, exitCodes, Failure } from "../../engine/failure";
import type { Engine } from "../../engine/pulumi";
import { throwIfInterrupted, watchInterrupts } from "../../engine/signals";
import { forgetStack } from "../../engine/stacks";
import { forgetOperation, refuseIfAtWork } from "../../engine/unwritten";
import type { DownOptions } from "../commands/down";
import { prepareEngine } from "../prepare";
import { loadStack } from "../settings";

/** `plumb down`: see commands/down.ts. */
export async function down(options: DownOptions): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    if (settings.emulator === undefined) {
        throw new Failure(
            `Stack "${options.stack}" is in real AWS. To destroy it: ./plumb destroy --stack ${options.stack}`,
            exitCodes.usage,
        );
    }
    const interrupts = watchInterrupts();
    try {
        const engine = { ...(await prepareEngine(settings)), signal: interrupts.signal };
        const stopped = await removeAll(engine);
        console.log(
            `Stack "${engine.stack}" is removed, the emulator ${stopped ? "stopped" : "was not running"}.`,
        );
        return exitCodes.done;
    } finally {
        interrupts.stop();
    }
}

/**
 * Ends the account, and with it all that it holds; then the state that tells of it. Interrupted between these two, it
 * can be repeated; and `up`, too, finds that the account has gone.
 * @returns whether the emulator was running
 */
async function removeAll(engine: Engine): Promise<boolean> {
    // Whoever is at work on the stack must not lose its account.
    await refuseIfAtWork(engine);
    await releaseStaleLock(engine);
    const stopped = await stopEmulator(engine.paths.emulator);
    throwIfInterrupted(engine.signal);
    await forgetStack(engine);
    await forgetOperation(engine);
    await forgetInstance(engine);
    return stopped;
}
