import { readStackFile } from "../../../config/stackFile";
import { validate } from "../../../config/validate";
import type { Resource } from "../../../operations/emulator";
import { describe } from "../../../operations/pulumi/events";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import type { Engine } from "../../../operations/pulumi/engine";
import { projectName } from "../../../operations/pulumi/project";
import { memberOf, nameOf, withoutOrganization } from "../../../operations/projects/graph";
import { type OperationResult, runOperation } from "../../../operations/pulumi/runPulumi";
import { watchInterrupts } from "../../../operations/pulumi/signals";
import { readOutputs } from "../../../operations/state/stacks";
import { analyzeState, type PolicyFinding } from "../../../operations/policy/analyze";
import { configurationsOf, withPackFlags } from "../../../operations/policy/packConfiguration";
import type { ConfigurationFile } from "../../../policy-pack/core/engine/configurationFile";
import { adjustments, remainders } from "../../../operations/rehearse/capabilities";
import {
    beginRehearsal,
    beyondStandIns,
    configureUnprotected,
    endRehearsal,
    mayRemain,
    mustSucceed,
    type Rehearsal,
    type Rehearsed,
} from "../../../operations/rehearse/rehearsal";
import { standInsOf } from "../../../operations/rehearse/standIns";
import { root } from "../../command";
import { project } from "../../project";
import { prepareTools } from "../../prepare";
import { duration } from "../../../operations/text/duration";
import { table } from "../../../operations/text/table";
import { notice, outputRows } from "../../terminal/report";
import { loadStack, needCode } from "../../stack";
import { needOwnRoom } from "../limits/run";
import { pageOf } from "../policy/run";

export interface RehearseOptions {
    readonly preview?: boolean;
    readonly policyPack: readonly string[];
    readonly policyPackConfig: readonly string[];
    readonly json?: boolean;
    readonly keep?: boolean;
    readonly destroy?: boolean;
    /** False with --no-limits. @default true */
    readonly limits?: boolean;
}

/** `plumb rehearse`: see index.ts. */
export async function rehearse(stack: string, options: RehearseOptions): Promise<ExitCode> {
    const started = Date.now();
    const settings = loadStack(stack);
    needCode(settings);
    const packs = { folders: options.policyPack, files: options.policyPackConfig, root, settings };
    // Its mistakes are known before anything starts.
    const configurations = configurationsOf(packs);
    const toolchain = await prepareTools();
    // Without a handler an interrupt between two operations would end the process before it cleans up.
    const interrupts = watchInterrupts();
    try {
        const rehearsal = await beginRehearsal(project().folder, stack, toolchain);
        let keep = false;
        try {
            announce(rehearsal);
            const report = await withPackFlags(packs.folders, configurations, (flags) =>
                perform(rehearsal, { ...options, flags, configurations }, interrupts.signal),
            );
            keep = options.keep === true;
            if (options.json) {
                console.log(JSON.stringify({ stack, ...report }, undefined, 2));
            } else {
                console.log(`\nRehearsal of "${stack}" passed, in ${duration(Date.now() - started)}.`);
            }
        } finally {
            if (keep) {
                notice(`Kept: emulator at ${rehearsal.emulator.url}, state in ${rehearsal.folder}`);
            } else {
                await endRehearsal(rehearsal);
            }
        }
        return exitCodes.done;
    } finally {
        interrupts.stop();
    }
}

function announce(rehearsal: Rehearsal): void {
    notice(`Rehearsing stack "${rehearsal.engine.stack}" with its own configuration, except:`);
    announceCopy(rehearsal);
    for (const { key, reason } of remaindersToTell()) process.stderr.write(`        ${key}: ${reason}\n`);
    if (adjustments.length === 0 && remainders.length === 0) {
        process.stderr.write("      Nothing is skipped: the emulator runs all of it.\n");
    }
}

function announceCopy({ copy, engine: { paths, stack } }: Rehearsed): void {
    const standIns = standInsOf(memberOf(paths.root, stack));
    for (const { key, reason } of [...copy.replaced, ...standInsToTell(standIns)]) {
        process.stderr.write(`        ${key}: ${reason}\n`);
    }
}

function standInsToTell(names: readonly string[]): { key: string; reason: string }[] {
    if (names.length === 0) return [];
    const reason = `stand-ins for ${names.join(", ")}, so that their own settings are not proven: routes, engines, indexes, keys`;
    return [{ key: "plumbline:existing", reason }];
}

function remaindersToTell(): { key: string; reason: string }[] {
    return remainders.map(({ service, type, reason }) => ({
        key: `${service} ${type}, left behind`,
        reason,
    }));
}

interface Report {
    readonly created: number;
    readonly resources: readonly Resource[];
    readonly outputs: Readonly<Record<string, unknown>>;
    /** Findings of the policies in the deployed state. */
    readonly findings: readonly PolicyFinding[];
}

/** What is asked for, with the packs as Pulumi gets them. */
interface Performed extends RehearseOptions {
    readonly flags: readonly string[];
    readonly configurations: readonly ConfigurationFile[];
}

async function perform(rehearsal: Rehearsal, options: Performed, signal: AbortSignal): Promise<Report> {
    const { engine } = rehearsal;
    const packs = options.flags;
    const operationOn = async (on: Engine, what: string, ...args: string[]): Promise<OperationResult> => {
        const output = options.json ? process.stderr : process.stdout;
        const result = await runOperation(on, args, { interactive: !options.json, output });
        mustSucceed(what, { ...result, interrupted: result.interrupted || signal.aborted });
        return result;
    };
    const operation = async (what: string, ...args: string[]) => operationOn(engine, what, ...args);
    for (const need of rehearsal.needs) {
        const name = withoutOrganization(nameOf(need.member));
        notice(`Deploying ${name} first, which the stack uses, with its own configuration, except:`);
        announceCopy(need);
        await operationOn(need.engine, `deploying ${name}`, "up", ...QUIETLY);
    }
    if (options.limits !== false) {
        notice(
            "Looking whether AWS allows as much of the stack's own resources (--no-limits leaves that out)…",
        );
        await needOwnRoom(engine, loadStack(engine.stack));
    }
    if (options.preview) {
        const { summary } = await operation("previewing", "preview", ...packs);
        return { created: summary.changes.created, resources: [], outputs: {}, findings: [] };
    }
    const deployed = await operation("deploying", "up", ...QUIETLY, ...packs);
    const { more: resources } = await beyondStandIns(rehearsal);
    const outputs = deployed.summary.outputs ?? (await readOutputs(engine));
    if (!options.json) {
        console.log(`\n${describe(deployed.summary.changes)}. Resources in the account:\n`);
        console.log(table(["Service", "Type", "Count"], countByType(resources)));
        console.log(`\n${table(["Output", "Value"], outputRows(outputs))}\n`);
    }
    const findings = await judge(engine, options);
    if (options.destroy) {
        for (const one of [rehearsal, ...rehearsal.needs.toReversed()]) {
            if (isProtected(one.engine)) {
                notice(
                    "Disabling the deletion protection before the destruction (plumbline:protect: false).",
                );
                await configureUnprotected(one);
                await operationOn(one.engine, "disabling the deletion protection", "up", ...QUIETLY);
            }
            await operationOn(one.engine, "destroying", "destroy", "--yes", "--skip-preview");
        }
        await expectNothingLeft(rehearsal);
    }
    return { created: deployed.summary.changes.created, resources, outputs, findings };
}

const QUIETLY = ["--yes", "--skip-preview", "--suppress-outputs"];

function isProtected({ paths: { root: folder }, stack }: Engine): boolean {
    return validate(readStackFile(folder, stack), stack, folder, projectName(folder)).protect;
}

/** Runs the policies on the deployed state, which has the values that a preview lacks. */
async function judge(engine: Engine, options: Performed): Promise<PolicyFinding[]> {
    const { policyPack, configurations, json } = options;
    const findings: PolicyFinding[] = [];
    for (const [index, pack] of policyPack.entries()) {
        notice(`Running the policies of ${pack} on the deployed state…`);
        const configuration = configurations[index];
        const found = await analyzeState({ engine, policyPack: pack, configuration });
        if (!json) console.log(`${pageOf(found)}\n`);
        findings.push(...found);
    }
    const broken = findings.filter(({ level }) => level === "mandatory");
    if (broken.length > 0) {
        const list = broken.map(({ rule, urn, message }) => `  ${rule} ${urn}: ${message}`).join("\n");
        throw new Failure(`The deployed resources break ${broken.length} mandatory policies:\n${list}`);
    }
    return findings;
}

async function expectNothingLeft(rehearsal: Rehearsal): Promise<void> {
    const { more, missing } = await beyondStandIns(rehearsal);
    const left = more.filter((one) => !mayRemain(one));
    const listOf = (resources: readonly Resource[]): string =>
        resources.map(({ service, type, id }) => `  ${service} ${type} ${id}`).join("\n");
    if (left.length > 0) {
        throw new Failure(
            `Destroying the stack left ${left.length} resources in the account:\n${listOf(left)}`,
        );
    }
    if (missing.length > 0) {
        throw new Failure(
            `Destroying the stack took ${missing.length} resources away that it does not own:\n${listOf(missing)}`,
        );
    }
}

function countByType(resources: readonly Resource[]): string[][] {
    const counts = new Map<string, number>();
    for (const { service, type } of resources) {
        const key = `${service}\0${type}`;
        counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    return [...counts].sort().map(([key, count]) => [...key.split("\0"), String(count)]);
}
