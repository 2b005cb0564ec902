import type { Settings } from "../../config/validate";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Engine } from "../pulumi/engine";
import type { OperationOptions } from "../pulumi/runPulumi";
import { readState, type State } from "../state/stacks";
import { disputes } from "./claims";
import { movedNat } from "./natZone";
import { readUnfinished, unfinished } from "./unfinished";

/**
 * Compares a deployed stack with what it is to become, before an update: reads what a failed update has left, and refuses
 * what AWS would refuse half-way.
 *
 * @throws Failure that lists everything that is refused
 */
export async function prepareUpdate(
    engine: Engine,
    settings: Settings,
    options: OperationOptions,
    notice: (text: string) => void,
): Promise<void> {
    let state = await readState(engine);
    if (state === undefined) return;
    const left = unfinished(state.resources);
    if (left.length > 0) {
        notice(`The last update failed at ${left.length} resources: reading what AWS has of them…`);
        await readUnfinished(engine, left, options);
        state = (await readState(engine)) ?? state;
    }
    refuse(engine, state, settings);
}

/**
 * Refuses what an update would refuse, before a preview of it.
 *
 * @throws Failure that lists everything that is refused
 */
export async function refuseDisputes(engine: Engine, settings: Settings): Promise<void> {
    const state = await readState(engine);
    if (state !== undefined) refuse(engine, state, settings);
}

function refuse({ stack }: Engine, state: State, settings: Settings): void {
    const problems = [...disputes(state.resources, settings), ...movedNat(state.resources, settings.network)];
    if (problems.length === 0) return;
    throw new Failure(
        `Stack "${stack}" cannot become what its file says in one update, and nothing was changed:\n` +
            problems.map((problem) => `  ${problem}`).join("\n"),
        exitCodes.usage,
    );
}
