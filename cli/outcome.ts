import { type ExitCode, exitCodes, Failure } from "../operations/pulumi/failure";
import { hasTerminal, type OperationResult } from "../operations/pulumi/runPulumi";

/** How `plumb` ends after an operation of Pulumi's. */
export function outcome(result: OperationResult): ExitCode {
    if (result.interrupted) {
        return exitCodes.interrupted;
    }
    if (result.refused) {
        return exitCodes.usage;
    }
    return result.exitCode === 0 ? exitCodes.done : exitCodes.failed;
}

/**
 * Requires a terminal for the confirmation of changes, or `--yes`.
 * @throws Failure if there is neither
 */
export function needConsent(options: { readonly yes?: boolean }): void {
    if (!options.yes && !hasTerminal()) {
        throw new Failure(
            "There is no terminal for the confirmation: pass --yes to proceed without it.",
            exitCodes.usage,
        );
    }
}
