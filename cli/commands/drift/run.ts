import * as path from "node:path";
import type { Settings } from "../../../config/validate";
import { findEmulator } from "../../../operations/emulator";
import { placeOf } from "../../../operations/pulumi/awsClient";
import { isDeployedTo, unfinished } from "../../../operations/pulumi/emulated";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import { throwIfInterrupted, watchInterrupts } from "../../../operations/pulumi/signals";
import { wasCutOff } from "../../../operations/state/unwritten";
import { analyzeState, type PolicyFinding } from "../../../operations/policy/analyze";
import { prepareReports, saveReports, writeReport } from "../../../operations/drift/report/formats";
import { confirmPlan, planRepair, repair, showPlan } from "../../../operations/drift/repair/repair";
import type { DriftReport } from "../../../operations/drift/report/report";
import { scan, type ScanOptions } from "../../../operations/drift/scan";
import { show } from "../../../operations/drift/report/show";
import { nameOf } from "../../../operations/state/urn";
import { driftWaivers } from "../../../operations/drift/judge/waive";
import { agrees } from "../../ask";
import type { DriftOptions } from "./types";
import { defaultStack, root } from "../../command";
import { project, projectOrNone } from "../../project";
import { inEachProject } from "../../projects";
import { needBackend, openState } from "../../stack";
import { runSteps } from "../../terminal/progress";
import { notice } from "../../terminal/report";
import { needRepairable, needStack } from "./checks";
import { chooseTarget } from "./target";
import { PLUMB } from "../../../model/plumb";

/** `plumb drift`: see index.ts. */
export async function drift(options: DriftOptions): Promise<ExitCode> {
    const { state, stack = defaultStack, json } = options;
    return state === undefined ? inEachProject({ stack, json }, () => driftOf(options)) : driftOf(options);
}

async function driftOf(options: DriftOptions): Promise<ExitCode> {
    if (options.repair) needRepairable(options);
    await prepareReports(options.format, options.output);
    const target = await prepareTarget(options);
    if (!target.configured && target.exported === undefined) await needStack(target.engine);
    const limits = {
        maxMissing: options.maxMissing,
        maxMissingPercent: options.maxMissingPercent,
        timeout: options.timeout * 60_000,
        waivers: target.isOurs ? driftWaivers(project().folder) : [],
        analyze: options.policies ? analyze : undefined,
    };
    let result = await scanWithProgress({ ...target, ...limits });
    if (options.repair) {
        if (!options.json) console.log(`${show(result.report)}\n`);
        if (await repairFindings(target.engine, result.report, options)) {
            result = await scanWithProgress({ ...target, ...limits });
        }
    }
    for (const note of result.notes) notice(note);
    const { report } = result;
    console.log(options.json ? writeReport(report, "json").trimEnd() : show(report));
    for (const file of await saveReports(report, options.format, options.output)) notice(`Wrote ${file}.`);
    return exitCodeOf(report, options.accept);
}

/** @returns whether something was repaired */
async function repairFindings(engine: Engine, report: DriftReport, options: DriftOptions): Promise<boolean> {
    const timeout = options.timeout * 60_000;
    const plan = await planRepair(engine, report, timeout);
    for (const { urn, reason } of plan.left) notice(`${nameOf(urn)} is left as it is: ${reason}.`);
    if (plan.targets.length === 0) {
        notice("There is nothing to repair.");
        return false;
    }
    process.stderr.write(`To be reverted, by updates in place:\n${showPlan(plan, report)}\n`);
    if (!options.yes) {
        if (!(await agrees(`Repair these ${plan.targets.length} resources?`))) return false;
        await confirmPlan(engine, plan, timeout);
    }
    await repair(engine, plan);
    return true;
}

/** The stack's name selects the environment whose levels apply. */
async function analyze(engine: Engine, stateFile: string): Promise<PolicyFinding[]> {
    return analyzeState({ engine, stateFile, policyPack: path.join(root, "policy-pack") });
}

/** An accepted verdict does not hide an expired or unused waiver. */
export function exitCodeOf(report: DriftReport, accept: readonly string[]): ExitCode {
    const { verdict, exitCode, waivers } = report;
    if (!accept.includes(verdict)) return exitCode as ExitCode;
    return waivers.length > 0 ? exitCodes.usage : exitCodes.done;
}

interface Target extends Pick<ScanOptions, "engine" | "exported" | "code" | "expected" | "reasons"> {
    /** Whether it is a stack of this project, and not a state of another one. */
    readonly isOurs: boolean;
    /** Whether the stack has a stack file, and with that its code. */
    readonly configured: boolean;
}

/** The target of a scan: a stack with a stack file, one without, or a state in a file. */
async function prepareTarget(options: DriftOptions): Promise<Target> {
    const { exported, stack, isOurs, settings } = await chooseTarget(options);
    if (exported === undefined && settings !== undefined) needBackend(settings);
    const engine = await openState(stack, settings, exported === undefined ? project() : projectOrNone());
    return {
        engine,
        exported: exported?.text,
        code: options.code && settings !== undefined,
        expected: settings && placeOf(engine, settings),
        isOurs,
        configured: settings !== undefined,
        reasons: exported === undefined && settings ? await emulatorReasons(engine, settings) : [],
    };
}

/** A stopped or restarted emulator is an empty account: all resources would seem deleted. */
async function emulatorReasons(engine: Engine, { emulator }: Settings): Promise<string[]> {
    if (emulator === undefined) return [];
    const running = await findEmulator(engine.paths.emulator);
    if (running?.url !== emulator) {
        return [
            `No emulator runs at ${emulator}. Its resources end with it; \`${PLUMB} up\` builds the stack again.`,
        ];
    }
    if (!(await isDeployedTo(engine, running))) {
        return [
            `The emulator was restarted after the last \`up\`, and is empty. \`${PLUMB} up\` builds the stack again.`,
        ];
    }
    return (await wasCutOff(engine)) ? [`${unfinished} \`${PLUMB} up\` builds the stack again.`] : [];
}

/**
 * Scans, and shows how far it is.
 * @throws Failure if interrupted; the copy of the state is removed then, too
 */
export async function scanWithProgress(options: ScanOptions): ReturnType<typeof scan> {
    let result: Awaited<ReturnType<typeof scan>> | undefined;
    const interrupts = watchInterrupts();
    const engine = { ...options.engine, signal: interrupts.signal };
    try {
        await runSteps([
            {
                title: `Drift of stack "${engine.stack}"`,
                run: async (onProgress) => {
                    result = await scan({
                        ...options,
                        engine,
                        onProgress: (step, fraction) => {
                            onProgress(fraction === undefined ? { step } : { step, fraction });
                        },
                    });
                },
            },
        ]);
    } catch (error) {
        // Pulumi, interrupted by the terminal itself, calls it a failure.
        throwIfInterrupted(interrupts.signal);
        throw error;
    } finally {
        interrupts.stop();
    }
    throwIfInterrupted(interrupts.signal);
    if (result === undefined) throw new Failure("The scan did not finish.");
    return result;
}
