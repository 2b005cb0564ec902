import { isPartial } from "../../../operations/destroy/leaving";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { runOperation } from "../../../operations/pulumi/runPulumi";
import { readState } from "../../../operations/state/stacks";
import { inEachProject, refuseIfUsed } from "../../projects";
import { needConsent, outcome } from "../../outcome";
import { scaledIn } from "../../scaledIn";
import { loadStack, openStack } from "../../stack";

export interface DestroyOptions {
    readonly stack: string;
    readonly yes?: boolean;
}

/** `plumb destroy`: see index.ts. */
export async function destroy(options: DestroyOptions, extra: readonly string[]): Promise<ExitCode> {
    const round = { stack: options.stack, backwards: true, untilFailure: true };
    return inEachProject(round, () => destroyOne(options, extra));
}

async function destroyOne(options: DestroyOptions, extra: readonly string[]): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    needConsent(options);
    const { engine } = await openStack(settings, { emulator: "reconciled" });
    await refuseIfUsed(engine);
    const state = (await readState(engine))?.resources ?? [];
    if (!isPartial(state, extra) && !(await scaledIn(engine, settings, state, options.yes === true))) {
        return exitCodes.failed;
    }
    const unasked = options.yes ? ["--yes"] : [];
    return outcome(await runOperation(engine, ["destroy", ...unasked, ...extra], { interactive: true }));
}
