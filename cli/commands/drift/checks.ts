import { suggestion } from "../../../model/text";
import { stackNames } from "../../../config/stackFile";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import { readState } from "../../../operations/state/stacks";
import type { DriftOptions } from "./types";
import { defaultStack } from "../../command";
import { project } from "../../project";
import { needConsent } from "../../outcome";
import { loadStack } from "../../stack";

/**
 * Checks the conditions of `--repair` before anything takes time.
 * @throws Failure, or ConfigurationError if there is no stack file
 */
export function needRepairable(options: DriftOptions): void {
    if (options.state !== undefined) {
        throw new Failure(
            "--repair and --state don't go together: only a stack of this project can be repaired, not a copy of a state.",
            exitCodes.usage,
        );
    }
    if (!options.code) {
        throw new Failure(
            "--repair and --no-code don't go together: without the comparison the changes of the code are unknown, " +
                "and a repair would deploy them.",
            exitCodes.usage,
        );
    }
    loadStack(options.stack ?? defaultStack);
    needConsent(options);
}

/**
 * Makes sure that a stack without a stack file is one of the backend's, and not a mistyped name.
 * @throws Failure that names the stacks which have a file
 */
export async function needStack(engine: Engine): Promise<void> {
    const { stack } = engine;
    const known = stackNames(project().folder);
    const files = `there is no Pulumi.${stack}.yaml; stacks are ${known.join(", ") || "none yet"}${suggestion(stack, known)}`;
    let why = `There is no stack "${stack}" in this backend`;
    try {
        if ((await readState(engine)) !== undefined) return;
    } catch (error) {
        if (!(error instanceof Failure) || error.exitCode !== exitCodes.failed) throw error;
        why = error.message;
    }
    throw new Failure(`${why}, and ${files}`, exitCodes.usage);
}
