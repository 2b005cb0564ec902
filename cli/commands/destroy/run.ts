import type { ExitCode } from "../../../operations/pulumi/failure";
import { runOperation } from "../../../operations/pulumi/operation";
import { needConsent, outcome } from "../../outcome";
import { prepareEngine, readyEmulated } from "../../prepare";
import { loadStack } from "../../settings";

export interface DestroyOptions {
    readonly stack: string;
    readonly yes?: boolean;
}

/** `plumb destroy`: see index.ts. */
export async function destroy(options: DestroyOptions, extra: readonly string[]): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    const emulated = settings.emulator !== undefined;
    needConsent(options);
    const engine = emulated ? await readyEmulated(settings) : await prepareEngine(settings);
    const unasked = options.yes ? ["--yes"] : [];
    return outcome(await runOperation(engine, ["destroy", ...unasked, ...extra], { interactive: true }));
}
