import type { ExitCode } from "../../../operations/pulumi/failure";
import { runOperation } from "../../../operations/pulumi/runPulumi";
import { needConsent, outcome } from "../../outcome";
import { loadStack, openStack } from "../../stack";

export interface DestroyOptions {
    readonly stack: string;
    readonly yes?: boolean;
}

/** `plumb destroy`: see index.ts. */
export async function destroy(options: DestroyOptions, extra: readonly string[]): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    needConsent(options);
    const { engine } = await openStack(settings, { emulator: "reconciled" });
    const unasked = options.yes ? ["--yes"] : [];
    return outcome(await runOperation(engine, ["destroy", ...unasked, ...extra], { interactive: true }));
}
