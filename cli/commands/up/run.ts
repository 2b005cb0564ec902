import { createRequire } from "node:module";
import type { Settings } from "../../../config/validate";
import { placeOf } from "../../../operations/pulumi/awsClient";
import { describe } from "../../../operations/pulumi/events";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import { type OperationResult, runOperation } from "../../../operations/pulumi/runPulumi";
import { recordDeployment } from "../../../operations/pulumi/recordDeployment";
import { needDocker } from "../../../operations/images/docker";
import { mayExceed } from "../../../operations/limits/glance";
import { readOutputs, readState } from "../../../operations/state/stacks";
import { isLeaving, isPartial } from "../../../operations/destroy/leaving";
import { prepareUpdate } from "../../../operations/up/prepare";
import type { Resource } from "../../../operations/state/resource";
import { lookAtMail } from "../../../operations/up/mail";
import { lookAtRunning, type Running } from "../../../operations/up/running";
import { askAws } from "../../../operations/aws/ask";
import { tablesEnvironment } from "../../../operations/state/tables";
import { inEachProject } from "../../projects";
import { emulatedAddresses } from "../../addresses";
import { emulatedDatabases } from "../../databaseAddresses";
import { needConsent, outcome } from "../../outcome";
import { duration } from "../../../operations/text/duration";
import { table } from "../../../operations/text/table";
import { notice, outputRows, recordRows } from "../../terminal/report";
import { loadStack, needCode, needOthers, openStack } from "../../stack";
import type * as readers from "../../scaledIn";
import type * as limits from "../limits/run";
import type * as existing from "../../../operations/existing/look";
import type * as singletons from "../../../operations/singletons/look";

export interface UpOptions {
    readonly stack: string;
    readonly yes?: boolean;
    readonly json?: boolean;
    /** False with --no-limits. @default true */
    readonly limits?: boolean;
}

const load = createRequire(__filename);

/** `plumb up`: see index.ts. */
export async function up(options: UpOptions, extra: readonly string[]): Promise<ExitCode> {
    return inEachProject({ ...options, untilFailure: true }, () => upOne(options, extra));
}

async function upOne(options: UpOptions, extra: readonly string[]): Promise<ExitCode> {
    const deployed = await deploy(options, extra);
    await (options.json ? printJson(deployed) : print(deployed));
    return endOf(deployed);
}

/** A deployment whose services do not run has not done what it was for. */
function endOf({ result, running }: Deployed): ExitCode {
    const code = outcome(result);
    return code === exitCodes.done && running.problems.length > 0 ? exitCodes.failed : code;
}

interface Deployed {
    readonly engine: Engine;
    readonly settings: Settings;
    readonly result: OperationResult;
    /** What services and servers say after a deployment that has succeeded. */
    readonly running: Running;
    /** Milliseconds until Pulumi was started: most of them the toolchain's, where there was none yet. */
    readonly setUp: number;
    /** Milliseconds that Pulumi took. */
    readonly took: number;
}

/** Deploys a stack; the caller prints the result. */
export async function deploy(options: UpOptions, extra: readonly string[]): Promise<Deployed> {
    const started = Date.now();
    const settings = loadStack(options.stack);
    needCode(settings);
    const emulated = settings.emulator !== undefined;
    if (!emulated) {
        needConsent(options);
        await needDocker(settings);
    }
    const { engine, emulator } = await openStack(settings, { emulator: "reconciled" });
    await needOthers(engine, settings, emulator);
    if (options.limits !== false && (!emulated || mayExceed(settings))) {
        // Loaded here: AWS's clients are many, and most emulated stacks need none of them.
        const { needRoom, needOwnRoom } = load("../limits/run") as typeof limits;
        await (emulated ? needOwnRoom : needRoom)(engine, settings);
    }
    const { needSingletons } = load("../../../operations/singletons/look") as typeof singletons;
    const deployed = (await readState(engine))?.resources ?? [];
    await needSingletons(engine, settings, deployed, notice);
    const { needExisting } = load("../../../operations/existing/look") as typeof existing;
    await needExisting(engine, settings, deployed);
    const output = options.json ? process.stderr : process.stdout;
    const interactive = !options.json;
    const current = await prepareUpdate(engine, settings, deployed, { interactive, output }, notice);
    const goes = (one: Resource): boolean => isLeaving(one, settings.databases);
    if (current.some(goes) && !isPartial([], extra)) {
        const { scaledIn } = load("../../scaledIn") as typeof readers;
        if (!(await scaledIn(engine, settings, current, emulated || options.yes === true, goes)))
            throw new Failure("Nothing was changed.");
    }
    const ready = Date.now();
    const unasked = emulated ? ["--skip-preview", "--yes"] : options.yes ? ["--yes"] : [];
    const result = await runOperation(engine, ["up", ...unasked, "--suppress-outputs", ...extra], {
        interactive,
        output,
        environment: tablesEnvironment(settings, current),
    });
    const ended = Date.now();
    await recordDeployment(settings, placeOf(engine, settings), result, (text) => console.error(text));
    const running = await whatRuns(engine, settings, result);
    return { engine, settings, result, running, setUp: ready - started, took: ended - ready };
}

async function whatRuns(engine: Engine, settings: Settings, result: OperationResult): Promise<Running> {
    const { services, servers, emails, region } = settings;
    const has = [services, servers, emails].some((section) => Object.keys(section).length > 0);
    if (outcome(result) !== exitCodes.done || !has) return { problems: [], notes: [] };
    const resources = (await readState(engine))?.resources ?? [];
    const ask = askAws(engine, settings);
    const [{ problems, notes }, mail] = await Promise.all([
        lookAtRunning(resources, ask),
        lookAtMail(resources, region, ask),
    ]);
    return { problems, notes: [...notes, ...mail] };
}

async function print({ engine, settings, result, running, setUp, took }: Deployed): Promise<void> {
    if (outcome(result) !== exitCodes.done) {
        return; // Pulumi has printed the reason, which stays the last output.
    }
    const outputs = await outputsOf(engine, result);
    const rows = outputRows(outputs);
    if (rows.length > 0) {
        console.log(`\n${table(["Output", "Value"], rows)}`);
    }
    const records = recordRows(outputs);
    if (records.length > 0) {
        console.log(
            `\nRecords to make where the DNS of ${domainsElsewhere(settings).join(" and ")} is; at the top of a zone, which can have no CNAME, an ALIAS or ANAME:\n${table(["Name", "Type", "Target"], records)}`,
        );
    }
    const stored = emulatedDatabases(settings, outputs);
    const addresses = [...emulatedAddresses(settings, outputs), ...stored.rows];
    if (addresses.length > 0) {
        console.log(`\n${table(["Look at", "Address"], addresses)}`);
    }
    const times = `set up in ${duration(setUp)}, deployed in ${duration(took)}`;
    console.log(`\nStack "${engine.stack}": ${describe(result.summary.changes)}; ${times}`);
    for (const text of [...stored.notes, ...running.notes]) notice(text);
    if (running.problems.length > 0) {
        console.error(
            `\nThe deployment has ended, and this does not run:\n${running.problems.map((problem) => `  ${problem}`).join("\n")}`,
        );
    }
}

/** Domains of the stack whose DNS is not in a zone of its own. */
function domainsElsewhere({ domain, emailDomains }: Settings): string[] {
    const own = domain?.dns === "elsewhere" ? domain.name : undefined;
    const ofMail = Object.values(emailDomains).flatMap(({ domain: name, isInZone }) =>
        isInZone ? [] : [name],
    );
    return [...new Set([...(own === undefined ? [] : [own]), ...ofMail])];
}

/** The outputs in Pulumi's events, or else read from the state. */
async function outputsOf(
    engine: Engine,
    { summary }: OperationResult,
): Promise<Readonly<Record<string, unknown>>> {
    return summary.outputs ?? readOutputs(engine);
}

async function printJson(deployed: Deployed): Promise<void> {
    const { engine, result, running, setUp, took } = deployed;
    const exitCode = outcome(result);
    const report = {
        stack: engine.stack,
        exitCode: endOf(deployed),
        notRunning: running.problems,
        changes: result.summary.changes,
        outputs: exitCode === exitCodes.done ? await outputsOf(engine, result) : {},
        setUpSeconds: Math.round(setUp / 100) / 10,
        seconds: Math.round(took / 100) / 10,
    };
    console.log(JSON.stringify(report, undefined, 2));
}
