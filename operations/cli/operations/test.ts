import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir, totalmem } from "node:os";
import * as path from "node:path";
import pc from "picocolors";
import { type ExitCode, exitCodes } from "../../engine/failure";
import { FOLDER } from "../../testing/caseTimesFolder";
import { affected, changedSince, leftOut, Uses } from "../../testing/changed";
import {
    type CommandTimes,
    keepCommandTimes,
    longestFirst,
    readCommandTimes,
    timeKey,
} from "../../testing/commandTimes";
import { sum } from "../../testing/counts";
import { ensureBrowser } from "../../testing/browser";
import { failures, runSuites, type SuiteResult } from "../../testing/runSuites";
import { narrowed, type Selection, selectOnly } from "../../testing/select";
import { readCaseTimes, slowest } from "../../testing/slowest";
import { needBrowser, needTools, suiteFor, testFiles } from "../../testing/suites";
import type { TestOptions } from "../commands/test";
import { root } from "../command";
import { prepareTools } from "../prepare";
import { runSteps } from "../progress";
import { duration, notice, table } from "../report";
import { suiteNames } from "../suites";

/** `plumb test`: see commands/test.ts. */
export async function test(options: TestOptions): Promise<ExitCode> {
    const selection = await select(options);
    // First of all, so that no test waits for a compiler, and its time runs out.
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

/** All, unless somebody has asked for less; what is left out then is said. */
async function select({ only, changed }: TestOptions): Promise<Selection> {
    const all = testFiles();
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
