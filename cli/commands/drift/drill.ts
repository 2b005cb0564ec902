import { access, constants, readFile, writeFile } from "node:fs/promises";
import type { Settings } from "../../../config/validate";
import {
    type DrillPlace,
    exercise,
    type ExerciseKind,
    judge,
    type Result,
} from "../../../operations/drift/drill/drill";
import { drillTable, share } from "../../../operations/drift/drill/table";
import { showsMembers } from "../../../operations/drift/compare/members";
import { parsePath } from "../../../operations/drift/values/path";
import { planRepair, repair } from "../../../operations/drift/repair/repair";
import { exportState, type Scan } from "../../../operations/drift/scan";
import { parseState, resourcesToRead } from "../../../operations/drift/state";
import { emulatorCredentials, stopEmulator } from "../../../operations/emulator";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import type { DrillOptions } from "./types";
import { outcome } from "../../outcome";
import { table } from "../../../operations/text/table";
import { notice } from "../../terminal/report";
import { loadStack, openStack } from "../../stack";
import { scanWithProgress } from "./run";
import { deploy } from "../up/run";
import { PLUMB } from "../../../model/plumb";

/** Percent of the types that have to be detected. */
const enough = 95;

/** `plumb drift drill`: see index.ts. */
export async function driftDrill(options: DrillOptions): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    if (settings.emulator === undefined) {
        throw new Failure(
            `Stack "${options.stack}" is a real one: a drill changes and deletes resources.`,
            exitCodes.usage,
        );
    }
    const writeTable = options.table === undefined ? undefined : await prepareTable(options.table);
    const { engine } = await openStack(settings, { emulator: "reconciled" });
    const { results, types, left } = await drill(engine, settings);
    const text = drillTable(results, types);
    await writeTable?.(text);
    const percent = share(results, types);
    if (options.json) {
        console.log(JSON.stringify({ stack: options.stack, percent, results, left }, undefined, 2));
    } else {
        print(results, percent, left);
    }
    notice("Building the stack again, because a repair does not make anew what was deleted.");
    await stopEmulator(engine.paths.emulator);
    // With --json, standard output has the drill's own result and nothing else.
    const { result } = await deploy({ stack: options.stack, yes: true, json: true }, []);
    const built = outcome(result);
    if (built !== exitCodes.done) return built;
    return percent >= enough && left.length === 0 ? exitCodes.done : exitCodes.changes;
}

interface Drill {
    readonly results: readonly Result[];
    /** Types of the resources that the stack has. */
    readonly types: readonly string[];
    /** Properties in the plan of the repair that still differ after it: URN and path. */
    readonly left: readonly string[];
}

/** Changes and adds, repairs and looks whether that is clean; then deletes. */
async function drill(engine: Engine, settings: Settings): Promise<Drill> {
    const look = async (): Promise<Scan> => scan(engine);
    const before = await look();
    if (before.report.verdict !== "clean" && before.report.verdict !== "delegatedOrWaived") {
        throw new Failure(
            `A drill begins with a clean stack, and this one is ${before.report.verdict}. \`${PLUMB} up\` deploys it.`,
        );
    }
    const place: DrillPlace = {
        url: settings.emulator ?? "",
        credentials: emulatorCredentials(engine.paths.emulator, settings.accountId),
        region: settings.region,
    };
    const round = async (kinds: readonly ExerciseKind[], known: Scan): Promise<[Result[], Scan]> => {
        const state = parseState(await exportState(engine));
        const done = await exercise(place, state, kinds, known.report);
        const scanned = await look();
        return [judge(done, scanned.report, known.report), scanned];
    };
    const [changed, scanned] = await round(["change", "add", "untag"], before);
    const plan = await planRepair(engine, scanned.report, timeout);
    await repair(engine, plan);
    const repaired = await look();
    const left = repaired.report.findings
        .filter(({ urn, verdict }) => verdict === "drifted" && plan.targets.includes(urn))
        .flatMap(({ urn, type, properties }) =>
            // These properties show members that are resources of their own, which an update may not revert.
            properties
                .filter(({ path }) => !showsMembers(type, String(parsePath(path)[0])))
                .map(({ path }) => `${urn} ${path}`),
        );
    const [deleted] = await round(["delete"], repaired);
    const types = [...new Set(resourcesToRead(before.state).map(({ type }) => type))];
    return { results: [...changed, ...deleted], types, left };
}

/** Milliseconds that one scan may take: AWS is asked repeatedly before a resource counts as deleted. */
const timeout = 30 * 60_000;

/** Scans without a limit for missing resources: the drill has deleted them. */
async function scan(engine: Engine): Promise<Scan> {
    return scanWithProgress({
        engine,
        code: false,
        authors: false,
        maxMissing: Infinity,
        maxMissingPercent: 100,
        timeout,
    });
}

function print(results: readonly Result[], percent: number, left: readonly string[]): void {
    const missed = results.filter(({ detected }) => !detected);
    if (missed.length > 0) {
        const rows = missed.map(({ type, what, verdict, reason = "" }) => [type, what, verdict, reason]);
        console.log(`${table(["Not detected", "Change", "Verdict", "Why"], rows)}\n`);
    }
    if (left.length > 0) console.log(`Not reverted by the repair:\n${left.join("\n")}\n`);
    const detected = results.length - missed.length;
    console.log(
        `${detected} of ${results.length} exercises detected; every exercise of ${percent.toFixed(1)} % of the types.`,
    );
}

const [begin, end] = ["<!-- drill: begin -->", "<!-- drill: end -->"];

/**
 * Checks the file for the table before the drill, which takes ten minutes and leaves the stack changed.
 * @returns a function that writes the table between the file's markers
 * @throws Failure if there is no such file, it has no markers, or it can't be written
 */
async function prepareTable(file: string): Promise<(text: string) => Promise<void>> {
    const content = await access(file, constants.R_OK | constants.W_OK)
        .then(async () => readFile(file, "utf8"))
        .catch((error: NodeJS.ErrnoException) => {
            const why = error.code ?? error.message;
            throw new Failure(`--table "${file}" can't be read and written: ${why}.`, exitCodes.usage);
        });
    const [head, rest] = content.split(begin);
    const tail = rest?.split(end)[1];
    if (head === undefined || tail === undefined) {
        throw new Failure(`--table "${file}" has no ${begin} … ${end}.`, exitCodes.usage);
    }
    return async (text) => writeFile(file, `${head}${begin}\n\n${text}\n\n${end}${tail}`);
}
