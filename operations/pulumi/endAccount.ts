import { findEmulator, stopEmulator } from "../emulator";
import { forgetInstance, othersDeployedTo } from "./emulated";
import { exitCodes, Failure } from "./failure";
import { releaseStaleLock } from "./locks";
import type { Engine } from "./engine";
import { throwIfInterrupted } from "./signals";
import { forgetStack } from "../state/stacks";
import { forgetOperation, refuseIfAtWork } from "../state/unwritten";
import { PLUMB } from "../../model/plumb";

/**
 * Ends the account of an emulated stack with all its resources, and then its state. Interrupted
 * between these two, it can be repeated; and `up`, too, finds that the account has gone.
 * @param among other stacks that go with it, as they are named in the workspace
 * @returns whether the emulator was running
 */
export async function endAccount(engine: Engine, among: readonly string[] = []): Promise<boolean> {
    // An operation under way must not lose its account.
    await refuseIfAtWork(engine);
    await refuseIfShared(engine, among);
    await releaseStaleLock(engine);
    const stopped = await stopEmulator(engine.paths.emulator);
    throwIfInterrupted(engine.signal);
    await forgetStack(engine);
    await forgetOperation(engine);
    await forgetInstance(engine);
    return stopped;
}

/** The emulator keeps the resources of all its stacks in its memory: stopped for one, it loses those of all. */
async function refuseIfShared(engine: Engine, among: readonly string[]): Promise<void> {
    const deployed = await othersDeployedTo(engine, await findEmulator(engine.paths.emulator));
    const others = deployed.filter((name) => !among.includes(name));
    if (others.length === 0) return;
    const names = others.map((name) => `"${name}"`).join(", ");
    throw new Failure(
        `The emulator of stack "${engine.stack}" also holds ${names}, whose resources would be lost; nothing was changed. ` +
            `To delete only those of "${engine.stack}": ${PLUMB} destroy --stack ${engine.stack} --yes`,
        exitCodes.usage,
    );
}
