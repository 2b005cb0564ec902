import { exitCodes, Failure } from "../pulumi/failure";
import type { Engine } from "../pulumi/engine";
import { type OperationOptions, type OperationResult, runOperation } from "../pulumi/runPulumi";
import type { Resource } from "../state/resource";

/**
 * URNs of the resources whose last update failed. Pulumi keeps the values that were asked for as if AWS had them: the next
 * update finds no difference, changes nothing and ends well, and only the one after it fails again.
 */
export function unfinished(resources: readonly Resource[]): string[] {
    return resources
        .filter(({ initErrors, delete: gone }) => (initErrors ?? []).length > 0 && !gone)
        .map(({ urn }) => urn);
}

type Run = (
    engine: Engine,
    args: readonly string[],
    options?: OperationOptions,
) => Promise<Pick<OperationResult, "exitCode" | "interrupted">>;

/**
 * Reads from AWS what a failed update has left, so that the next one compares what is asked for with what is there. It
 * changes nothing in AWS.
 *
 * @throws Failure if AWS does not return it
 */
export async function readUnfinished(
    engine: Engine,
    urns: readonly string[],
    options: OperationOptions,
    run: Run = runOperation,
): Promise<void> {
    const targets = urns.flatMap((urn) => ["--target", urn]);
    const result = await run(
        engine,
        ["refresh", "--yes", "--skip-preview", "--suppress-outputs", ...targets],
        options,
    );
    if (result.interrupted) throw new Failure("Interrupted; nothing was changed.", exitCodes.interrupted);
    if (result.exitCode === 0) return;
    throw new Failure(
        `The last update of stack "${engine.stack}" has failed, and AWS did not return what it has left: see above. Nothing was changed.`,
    );
}
