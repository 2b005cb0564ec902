import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import * as path from "node:path";
import pc from "picocolors";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { FOLDER } from "../../../operations/test/caseTimesFolder";
import { affected, changedSince, leftOut, Uses } from "../../../operations/test/changed";
import {
    type CommandTimes,
    keepCommandTimes,
    longestFirst,
    readCommandTimes,
    timeKey,
} from "../../../operations/test/commandTimes";
import { sum } from "../../../operations/test/counts";
import { ensureBrowser } from "../../../operations/test/browser";
import { failures, runSuites, type SuiteResult } from "../../../operations/test/runSuites";
import { narrowed, type Selection, selectOnly, needBrowser } from "../../../operations/test/select";
import { RULE, selectRule } from "../../../operations/test/selectRule";
import { readCaseTimes, slowest } from "../../../operations/test/slowest";
import { needTools, suiteFor, testFiles } from "../../../operations/test/suites";
import { root } from "../../command";
import { prepareTools } from "../../prepare";
import { runSteps } from "../../terminal/progress";
import { duration } from "../../../operations/text/duration";
import { table } from "../../../operations/text/table";
import { notice } from "../../terminal/report";
import { suiteNames } from "../../../operations/test/suiteNames";

export interface TestOptions {
    readonly only?: string[];
    /** A commit; true for the last one. */
    readonly changed?: string | true;
    /** A policy of the pack. */
    readonly rule?: string;
    readonly jobs?: number;
    readonly slowest?: boolean;
}

/** `plumb test`: see index.ts. */
export async function test(options: TestOptions): Promise<ExitCode> {
    const selection = await select(options);
    // Before any test: one that waits for a compiler would run out of time.
    const toolchain = needTools(selection.suites) ? await prepareTools() : undefined;
    if (needBrowser(selection)) await runSteps([{ title: "Chromium", run: ensureBrowser }]);
    const jobs = options.jobs ?? defaultJobs();
    const times = readCommandTimes();
    const suites = selection.suites.map((name) =>
        longestFirst(narrowed(suiteFor(name, toolchain?.kind), selection.files), times),
    );
    const noted = options.slowest ? await mkdtemp(path.join(tmpdir(), "plumb-times-")) : undefined;
    if (noted !== undefined) process.env[FOLDER] = noted;
    try {
        const { results, interrupted } = await runSuites(root, suites, jobs);
        if (selection.files === undefined && !interrupted) keepCommandTimes(timesIn(results));
        print(results);
        if (noted !== undefined) console.log(`${slowest(readCaseTimes(noted))}\n`);
        const total = sum(results);
        console.log(`${total.passed} passed, ${total.failed} failed`);
        if (interrupted) return exitCodes.interrupted;
        return total.failed === 0 ? exitCodes.done : exitCodes.failed;
    } finally {
        if (noted !== undefined) await rm(noted, { recursive: true, force: true });
    }
}

/** All suites, or the selection of the options; a notice names the others. */
async function select({ only, changed, rule }: TestOptions): Promise<Selection> {
    const all = testFiles();
    if (rule !== undefined) {
        process.env[RULE] = rule;
        return selectRule(rule, all);
    }
    if (only !== undefined) return selectOnly(only, all);
    if (changed === undefined) return { suites: suiteNames, files: undefined };
    const selection = affected(
        new Uses(root),
        await changedSince(root, changed === true ? "HEAD" : changed),
        all,
    );
    notice(leftOut(selection, all));
    return selection;
}

function print(results: readonly SuiteResult[]): void {
    const rows = results.map(({ name, passed, failed, milliseconds }) => [
        name,
        String(passed),
        failed === 0 ? "0" : pc.red(String(failed)),
        duration(milliseconds),
    ]);
    console.log(
        ["", ...failures(results), table(["Suite", "Passed", "Failed", "Time"], rows), ""].join("\n"),
    );
}

function timesIn(results: readonly SuiteResult[]): CommandTimes {
    return Object.fromEntries(
        results.flatMap((suite) =>
            suite.commands.map(({ command, milliseconds }) => [timeKey(suite, command), milliseconds]),
        ),
    );
}

/** An engine test has an engine, a provider, a program and an emulator, which together may take 3 GiB. */
function defaultJobs(): number {
    const byMemory = Math.floor(totalmem() / (4 * 1024 ** 3));
    return Math.max(1, Math.min(availableParallelism(), byMemory));
}
