import { createRequire } from "node:module";
import { previewImages } from "../../../operations/images/docker";
import { isDeployedTo, unfinished } from "../../../operations/pulumi/emulated";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import { runOperation } from "../../../operations/pulumi/runPulumi";
import { configurationsOf, withPackFlags } from "../../../operations/policy/packConfiguration";
import { createIfMissing, readState } from "../../../operations/state/stacks";
import { tablesEnvironment } from "../../../operations/state/tables";
import { wasCutOff } from "../../../operations/state/unwritten";
import { root } from "../../command";
import { refuseDisputes } from "../../../operations/up/prepare";
import { inEachProject } from "../../projects";
import { outcome } from "../../outcome";
import { notice } from "../../terminal/report";
import { loadStack, needCode, needOthers, openStack } from "../../stack";
import type * as existing from "../../../operations/existing/look";
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
    return inEachProject(options, () => previewOne(options, extra));
}

async function previewOne(options: PreviewOptions, extra: readonly string[]): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    needCode(settings);
    const packs = { folders: options.policyPack, files: options.policyPackConfig, root, settings };
    // Its mistakes are known before anything starts.
    const configurations = configurationsOf(packs);
    const { engine, emulator } = await openStack(settings, { emulator: "running" });
    await needOthers(engine, settings, emulator);
    const state = await (emulator === undefined ? readState(engine) : createIfMissing(engine));
    const resources = state?.resources ?? [];
    const isThere = emulator === undefined || (await isDeployedTo(engine, emulator));
    if (emulator !== undefined) await announceRebuild(engine, resources.length > 0 && !isThere);
    // A stack that is built again from nothing has nobody's values.
    if (isThere) refuseDisputes(engine, settings, resources, notice);
    const { needSingletons } = load("../../../operations/singletons/look") as typeof singletons;
    await needSingletons(engine, settings, resources, notice);
    const { needExisting } = load("../../../operations/existing/look") as typeof existing;
    await needExisting(engine, settings, resources);
    const environment = {
        ...tablesEnvironment(settings, resources),
        ...(await previewImages(settings, notice)),
    };
    const flags = options.expectNoChanges ? ["--expect-no-changes"] : [];
    const result = await withPackFlags(packs.folders, configurations, (packFlags) =>
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
async function announceRebuild(engine: Engine, isLost: boolean): Promise<void> {
    if (isLost) {
        notice(
            "The emulator was restarted after the last `up`; the next one will build the stack again from nothing.",
        );
    } else if (await wasCutOff(engine)) {
        notice(`${unfinished} The next \`up\` will build the stack again from nothing.`);
    }
}
