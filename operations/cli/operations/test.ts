import { availableParallelism, totalmem } from "node:os";
import pc from "picocolors";
import { type ExitCode, exitCodes } from "../../engine/failure";
import { sum } from "../../testing/counts";
import { runSuites } from "../../testing/runSuites";
import { ensureBrowser } from "../../testing/browser";
import { needBrowser, needTools, suiteFor } from "../../testing/suites";
import type { TestOptions } from "../commands/test";
import { root } from "../command";
import { prepareTools } from "../prepare";
import { runSteps } from "../progress";
import { duration, table } from "../report";
import { suiteNames } from "../suites";

/** `plumb test`: see commands/test.ts. */
export async function test(options: TestOptions): Promise<ExitCode> {
    const names = suiteNames.filter((name) => options.only?.includes(name) ?? true);
    // First of all, so that no test waits for a compiler, and its time runs out.
    const toolchain = needTools(names) ? await prepareTools() : undefined;
    if (needBrowser(names)) await runSteps([{ title: "Chromium", run: ensureBrowser }]);
    const jobs = options.jobs ?? defaultJobs();
    const suites = names.map((name) => suiteFor(name, toolchain?.kind));
    const { results, interrupted } = await runSuites(root, suites, jobs);
    const rows = results.map(({ name, passed, failed, milliseconds }) => [
        name,
        String(passed),
        failed === 0 ? "0" : pc.red(String(failed)),
        duration(milliseconds),
    ]);
    const total = sum(results);
    console.log(`\n${table(["Suite", "Passed", "Failed", "Time"], rows)}\n`);
    console.log(`${total.passed} passed, ${total.failed} failed`);
    if (interrupted) return exitCodes.interrupted;
    return total.failed === 0 ? exitCodes.done : exitCodes.failed;
}

/** An engine test has an engine, a provider, a program and an emulator, which together may take 3 GiB. */
function defaultJobs(): number {
    const byMemory = Math.floor(totalmem() / (4 * 1024 ** 3));
    return Math.max(1, Math.min(availableParallelism(), byMemory));
}
