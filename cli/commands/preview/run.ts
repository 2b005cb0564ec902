import type { Settings } from "../../../config/validate";
import { isDeployedTo, unfinished } from "../../../operations/pulumi/emulated";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/pulumi";
import { runOperation } from "../../../operations/pulumi/operation";
import { createIfMissing } from "../../../operations/state/stacks";
import { wasCutOff } from "../../../operations/state/unwritten";
import { outcome } from "../../outcome";
import { prepareEmulated, prepareEngine } from "../../prepare";
import { notice } from "../../terminal/report";
import { loadStack } from "../../settings";

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
    const emulated = settings.emulator !== undefined;
    const engine = emulated ? await prepareToLook(settings) : await prepareEngine(settings);
    const flags = [
        ...(options.expectNoChanges ? ["--expect-no-changes"] : []),
        ...options.policyPack.flatMap((folder) => ["--policy-pack", folder]),
    ];
    const result = await runOperation(engine, ["preview", ...flags, ...extra], { interactive: true });
    return result.exitCode === pulumiFoundChanges && !result.interrupted
        ? exitCodes.changes
        : outcome(result);
}

/** Changes nothing that exists: where `up` would build again from nothing, that is said instead of done. */
async function prepareToLook(settings: Settings): Promise<Engine> {
    const { engine, emulator } = await prepareEmulated(settings);
    const state = await createIfMissing(engine);
    if (state.resources.length > 0 && !(await isDeployedTo(engine, emulator))) {
        notice(
            "The emulator has been restarted since the last `up`, which will build the stack again from nothing.",
        );
    } else if (await wasCutOff(engine)) {
        notice(`${unfinished} The next \`up\` will build the stack again from nothing.`);
    }
    return engine;
}
