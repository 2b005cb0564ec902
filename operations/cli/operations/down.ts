import { findEmulator, stopEmulator } from "../../emulator";
import { forgetInstance, isDeployedTo } from "../../engine/emulated";
import { releaseStaleLock } from "../../engine/locks";
import { type ExitCode, exitCodes, Failure } from "../../engine/failure";
import { type Engine, runOperation } from "../../engine/pulumi";
import { forgetStack, readState } from "../../engine/stacks";
import type { DownOptions } from "../commands/down";
import { outcome } from "../outcome";
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
    const engine = await prepareEngine(settings);
    const ended = await removeStack(engine);
    if (ended !== exitCodes.done) {
        return ended;
    }
    const stopped = await stopEmulator(engine.paths.emulator);
    console.log(
        `Stack "${engine.stack}" is removed, the emulator ${stopped ? "stopped" : "was not running"}.`,
    );
    return exitCodes.done;
}

async function removeStack(engine: Engine): Promise<ExitCode> {
    const state = await readState(engine);
    if (state === undefined) {
        return exitCodes.done;
    }
    await releaseStaleLock(engine);
    // An emulator that has gone took the resources with it: only the state is left to remove.
    const running = await findEmulator(engine.paths.emulator);
    if (state.resources.length > 0 && (await isDeployedTo(engine, running))) {
        const result = await runOperation(engine, ["destroy", "--yes", "--skip-preview"], {
            interactive: true,
        });
        if (outcome(result) !== exitCodes.done) {
            return outcome(result);
        }
    }
    await forgetStack(engine);
    await forgetInstance(engine);
    return exitCodes.done;
}
