import type { Emulator } from "../../../operations/emulator";
import { isDeployedTo, unfinished } from "../../../operations/pulumi/emulated";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import { runOperation } from "../../../operations/pulumi/runPulumi";
import { createIfMissing } from "../../../operations/state/stacks";
import { wasCutOff } from "../../../operations/state/unwritten";
import { refuseDisputes } from "../../../operations/up/prepare";
import { outcome } from "../../outcome";
import { notice } from "../../terminal/report";
import { loadStack, openStack } from "../../stack";

export interface PreviewOptions {
    readonly stack: string;
    readonly expectNoChanges?: boolean;
    readonly policyPack: readonly string[];
}

/** Exit code of Pulumi's own when changes were found that --expect-no-changes rules out. */
const pulumiFoundChanges = 7;

/** `plumb preview`: see index.ts. */
export async function preview(options: PreviewOptions, extra: readonly string[]): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    const { engine, emulator } = await openStack(settings, { emulator: "running" });
    if (emulator !== undefined) await announceRebuild(engine, emulator);
    // A stack that is built again from nothing has nobody's values.
    if (emulator === undefined || (await isDeployedTo(engine, emulator))) {
        await refuseDisputes(engine, settings);
    }
    const flags = [
        ...(options.expectNoChanges ? ["--expect-no-changes"] : []),
        ...options.policyPack.flatMap((folder) => ["--policy-pack", folder]),
    ];
    const result = await runOperation(engine, ["preview", ...flags, ...extra], { interactive: true });
    return result.exitCode === pulumiFoundChanges && !result.interrupted
        ? exitCodes.changes
        : outcome(result);
}

/** A preview changes nothing: a notice announces that `up` will build the stack again. */
async function announceRebuild(engine: Engine, emulator: Emulator): Promise<void> {
    const state = await createIfMissing(engine);
    if (state.resources.length > 0 && !(await isDeployedTo(engine, emulator))) {
        notice(
            "The emulator was restarted after the last `up`; the next one will build the stack again from nothing.",
        );
    } else if (await wasCutOff(engine)) {
        notice(`${unfinished} The next \`up\` will build the stack again from nothing.`);
    }
}
