import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Settings } from "../../../config/validate";
import { findEmulator } from "../../emulator";
import { isDeployedTo } from "../../engine/emulated";
import { type ExitCode, exitCodes, Failure } from "../../engine/failure";
import { paths, stackFile } from "../../engine/paths";
import { createEngine, type Engine } from "../../engine/pulumi";
import { scan, type ScanOptions } from "../../drift/scan";
import { show } from "../../drift/show";
import { parseState } from "../../drift/state";
import type { DriftReport } from "../../drift/report";
import type { DriftOptions } from "../commands/drift";
import { defaultStack, root } from "../command";
import { prepareToolchain } from "../prepare";
import { runSteps } from "../progress";
import { loadStack } from "../settings";

/** `plumb drift`: see commands/drift.ts. */
export async function drift(options: DriftOptions): Promise<ExitCode> {
    const target = await prepareTarget(options);
    const { report } = await scanWithProgress({
        ...target,
        maxMissing: options.maxMissing,
        maxMissingPercent: options.maxMissingPercent,
        timeout: options.timeout * 60_000,
    });
    console.log(options.json ? JSON.stringify(report, undefined, 2) : show(report));
    return exitCodeOf(report, options.accept);
}

export function exitCodeOf({ verdict, exitCode }: DriftReport, accept: readonly string[]): ExitCode {
    return accept.includes(verdict) ? exitCodes.done : (exitCode as ExitCode);
}

type Target = Pick<ScanOptions, "engine" | "exported" | "code" | "expected" | "reasons">;

/** What is to be scanned: a stack with a stack file, one without, or a state in a file. */
async function prepareTarget(options: DriftOptions): Promise<Target> {
    const exported = options.state === undefined ? undefined : await readStateFile(options.state);
    const stack = options.stack ?? exported?.stack ?? defaultStack;
    const settings = existsSync(stackFile(root, stack)) ? loadStack(stack) : undefined;
    const toolchain = await prepareToolchain(settings);
    const emulator = settings?.emulator;
    const engine = createEngine({ paths: paths(root), stack, emulator, toolchain });
    return {
        engine,
        exported: exported?.text,
        code: options.code && settings !== undefined,
        expected: settings,
        reasons: exported === undefined && settings ? await emulatorReasons(engine, settings) : [],
    };
}

async function readStateFile(file: string): Promise<{ readonly text: string; readonly stack: string }> {
    try {
        const text = await readFile(file, "utf8");
        return { text, stack: parseState(text).stack };
    } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        throw new Failure(
            `${file} is not a state as \`pulumi stack export\` writes it: ${why}`,
            exitCodes.usage,
        );
    }
}

/** An emulator that has gone, or was restarted, is an empty account: everything would seem to be deleted. */
async function emulatorReasons(engine: Engine, { emulator }: Settings): Promise<string[]> {
    if (emulator === undefined) return [];
    const running = await findEmulator(engine.paths.emulator);
    if (running?.url !== emulator) {
        return [
            `No emulator runs at ${emulator}, and it keeps nothing when it ends. \`./plumb up\` starts it.`,
        ];
    }
    return (await isDeployedTo(engine, running))
        ? []
        : [
              "The emulator has been restarted since the last `up` and holds nothing. `./plumb up` builds it again.",
          ];
}

async function scanWithProgress(options: ScanOptions): ReturnType<typeof scan> {
    let result: Awaited<ReturnType<typeof scan>> | undefined;
    // Without a handler an interrupt between two steps would leave the copy of the state behind.
    const ignore = (): void => undefined;
    process.on("SIGINT", ignore).on("SIGTERM", ignore);
    try {
        await runSteps([
            {
                title: `Drift of stack "${options.engine.stack}"`,
                run: async (onProgress) => {
                    result = await scan({
                        ...options,
                        onProgress: (step, fraction) => {
                            onProgress(fraction === undefined ? { step } : { step, fraction });
                        },
                    });
                },
            },
        ]);
    } finally {
        process.off("SIGINT", ignore).off("SIGTERM", ignore);
    }
    if (result === undefined) throw new Failure("The scan did not get to its end.");
    return result;
}
