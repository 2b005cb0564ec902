import type { Settings } from "../../../config/validate";
import { grownClusters, isPartial, readersOf, scaleIn } from "../../../operations/destroy/scaleIn";
import type { Engine } from "../../../operations/pulumi/engine";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { runOperation } from "../../../operations/pulumi/runPulumi";
import { readState } from "../../../operations/state/stacks";
import { agrees } from "../../ask";
import { inEachProject, refuseIfUsed } from "../../projects";
import { needConsent, outcome } from "../../outcome";
import { notice } from "../../terminal/report";
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
    if (!(await scaledIn(engine, settings, options, extra))) return exitCodes.failed;
    const unasked = options.yes ? ["--yes"] : [];
    return outcome(await runOperation(engine, ["destroy", ...unasked, ...extra], { interactive: true }));
}

/** Deletes readers that scaling has added, of which Pulumi does not know. @returns whether the stack may be destroyed now */
async function scaledIn(
    engine: Engine,
    settings: Settings,
    { yes }: DestroyOptions,
    extra: readonly string[],
): Promise<boolean> {
    const state = (await readState(engine))?.resources ?? [];
    if (isPartial(state, extra)) return true;
    const readers = readersOf(engine, settings);
    const grown = await grownClusters(state, readers);
    if (grown.length === 0) return true;
    const named = grown.map(({ cluster, added }) => `${cluster}: ${added.join(", ")}`).join("; ");
    notice(
        `Scaling has added readers, which are deleted first, because a cluster with instances cannot be: ${named}`,
    );
    if (!yes && !(await agrees("Delete these readers?"))) return false;
    await scaleIn(grown, readers);
    return true;
}
