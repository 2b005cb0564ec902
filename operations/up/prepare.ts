import type { Settings } from "../../config/validate";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Engine } from "../pulumi/engine";
import type { OperationOptions } from "../pulumi/runPulumi";
import type { Resource } from "../state/resource";
import { readState } from "../state/stacks";
import { disputes } from "./claims";
import { replacements } from "./givenNames";
import { movedNat } from "./natZone";
import { readUnfinished, unfinished } from "./unfinished";

/**
 * Compares a deployed stack with what it is to become, before an update: reads what a failed update has left, and refuses
 * what AWS would refuse half-way.
 *
 * @param resources of the state
 * @returns the resources of the state after that
 * @throws Failure that lists everything that is refused
 */
export async function prepareUpdate(
    engine: Engine,
    settings: Settings,
    resources: readonly Resource[],
    options: OperationOptions,
    notice: (text: string) => void,
): Promise<readonly Resource[]> {
    const left = unfinished(resources);
    let current = resources;
    if (left.length > 0) {
        notice(`The last update failed at ${left.length} resources: reading what AWS has of them…`);
        await readUnfinished(engine, left, options);
        current = (await readState(engine))?.resources ?? resources;
    }
    refuseDisputes(engine, settings, current, notice);
    return current;
}

/**
 * Refuses what an update would refuse, before a preview of it, and data that an update would delete with a name; tells what
 * else goes with a name.
 *
 * @param resources of the state
 * @throws Failure that lists everything that is refused
 */
export function refuseDisputes(
    { stack }: Pick<Engine, "stack">,
    settings: Settings,
    resources: readonly Resource[],
    notice: (text: string) => void,
): void {
    const { refused, told } = replacements(resources, settings);
    const problems = [...disputes(resources, settings), ...movedNat(resources, settings.network), ...refused];
    if (problems.length === 0) {
        told.forEach(notice);
        return;
    }
    throw new Failure(
        `Stack "${stack}" cannot become what its file says in one update, and nothing was changed:\n` +
            problems.map((problem) => `  ${problem}`).join("\n"),
        exitCodes.usage,
    );
}
