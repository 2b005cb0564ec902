import { createRequire } from "node:module";
import type { Emulator } from "../../../operations/emulator";
import { isDeployedTo, unfinished } from "../../../operations/pulumi/emulated";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import { runOperation } from "../../../operations/pulumi/runPulumi";
import { configurationsOf, withPackFlags } from "../../../operations/policy/packConfiguration";
import { createIfMissing } from "../../../operations/state/stacks";
import { tablesEnvironment } from "../../../operations/state/tables";
import { wasCutOff } from "../../../operations/state/unwritten";
import { root } from "../../command";
import { refuseDisputes } from "../../../operations/up/prepare";
import { outcome } from "../../outcome";
import { notice } from "../../terminal/report";
import { loadStack, openStack } from "../../stack";
import type * as singletons from "../../../operations/singletons/look";

const load = createRequire(__filename);

export interface PreviewOptions {
    readonly stack: string;
    readonly expectNoChanges?: boolean;
    readonly policyPack: readonly string[];
    readonly policyPackConfig: readonly string[];
}

/** Exit code of Pulumi's own when changes were found that --expect-no-changes rules out. */
const pulumiFoundChanges = 7;

/** `plumb preview`: see index.ts. */
export async function preview(options: PreviewOptions, extra: readonly string[]): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    const packs = { folders: options.policyPack, files: options.policyPackConfig, root, settings };
    // Its mistakes are known before anything starts.
    configurationsOf(packs);
    const { engine, emulator } = await openStack(settings, { emulator: "running" });
    if (emulator !== undefined) await announceRebuild(engine, emulator);
    // A stack that is built again from nothing has nobody's values.
    if (emulator === undefined || (await isDeployedTo(engine, emulator))) {
        await refuseDisputes(engine, settings);
    }
    const { needSingletons } = load("../../../operations/singletons/look") as typeof singletons;
    await needSingletons(engine, settings, notice);
    const environment = await tablesEnvironment(engine, settings);
    const flags = options.expectNoChanges ? ["--expect-no-changes"] : [];
    const result = await withPackFlags(packs, (packFlags) =>
        runOperation(engine, ["preview", ...flags, ...packFlags, ...extra], {
            interactive: true,
            environment,
        }),
    );
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
