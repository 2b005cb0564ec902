import type { Settings } from "../config/validate";
import { type ExitCode, exitCodes, Failure } from "../operations/pulumi/failure";
import { agrees } from "./ask";
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
 * Asks before something is done in a stack of tier prod in AWS; others are not asked about.
 * @throws Failure if there is neither a terminal for the question nor `--yes`
 */
export async function agreesToProd(
    { tier, emulator }: Pick<Settings, "tier" | "emulator">,
    question: string,
    options: { readonly yes?: boolean },
): Promise<boolean> {
    if (tier !== "prod" || emulator !== undefined || options.yes === true) return true;
    needConsent(options);
    return agrees(question);
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
