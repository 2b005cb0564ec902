import pc from "picocolors";
import { judge, type Result } from "../../../operations/bench/result";
import type { Bench, Row } from "../../../operations/bench/row";
import { peers, rows } from "../../../operations/bench/rows";
import { takeSeconds, type TimedStack, timedStacks, type Timing } from "../../../operations/bench/seconds";
import { Workbench } from "../../../operations/bench/workbench";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import { root } from "../../command";
import { prepareTools } from "../../prepare";
import { table } from "../../../operations/text/table";
import { notice } from "../../terminal/report";

export interface BenchOptions {
    readonly rows?: readonly number[];
    /** The rows that compare with other tools. */
    readonly peers?: boolean;
    readonly runs: number;
    /** Take seconds instead of ratios: of these stacks, or of all. */
    readonly seconds?: "all" | TimedStack;
    readonly json?: boolean;
}

/** `plumb bench`: see index.ts. */
export async function bench({ seconds, ...options }: BenchOptions): Promise<ExitCode> {
    return seconds === undefined ? ratios(options) : times(seconds, options);
}

/** Medians in seconds, which are true of this machine only. */
async function times(
    stack: NonNullable<BenchOptions["seconds"]>,
    { runs, json }: BenchOptions,
): Promise<ExitCode> {
    const toolchain = await prepareTools();
    const stacks = stack === "all" ? timedStacks : [stack];
    const timings = await takeSeconds({ root, runs, toolchain, notice }, stacks);
    console.log(json ? JSON.stringify({ runs, timings }, undefined, 2) : timesTable(timings));
    return exitCodes.done;
}

async function ratios({ runs, json, ...options }: Omit<BenchOptions, "seconds">): Promise<ExitCode> {
    const wanted = options.peers
        ? [...(options.rows ?? []), ...peers.map(({ number }) => number)]
        : options.rows;
    const unknown = wanted?.find((number) => !rows.some((row) => row.number === number));
    if (unknown !== undefined) {
        const known = rows.map(({ number }) => number).join(", ");
        throw new Failure(`--rows: there is no row ${unknown}; there are ${known}.`, exitCodes.usage);
    }
    const toolchain = await prepareTools();
    let workbench: Promise<Workbench> | undefined;
    const once = async (): Promise<Workbench> => (workbench ??= Workbench.create(root, toolchain, notice));
    const results: Result[] = [];
    try {
        for (const row of rows.filter(
            ({ number, isOptional }) => wanted?.includes(number) ?? isOptional !== true,
        )) {
            notice(`row ${row.number}: ${row.title}`);
            const result = await measure(row, { root, runs, toolchain, notice, workbench: once });
            notice(
                `row ${row.number}: ${result.verdict}${result.ratio ? `, ${result.ratio.toFixed(2)}` : ""}`,
            );
            results.push(result);
        }
    } finally {
        await (await workbench?.catch(() => undefined))?.remove();
    }
    console.log(json ? JSON.stringify({ runs, results }, undefined, 2) : tableOf(results));
    return results.some(({ verdict }) => verdict === "failed") ? exitCodes.failed : exitCodes.done;
}

/** A failure is reported at once, and the other rows are measured all the same. */
async function measure(row: Row, bench: Bench): Promise<Result> {
    try {
        return judge(row, await row.measure(bench));
    } catch (error) {
        if (!(error instanceof Failure) || error.exitCode === exitCodes.interrupted) throw error;
        notice(error.message);
        const { number, title, goal } = row;
        return { row: number, title, goal, verdict: "failed", reason: "failed, see above" };
    }
}

function tableOf(results: readonly Result[]): string {
    const headings = ["#", "Measure", "Ours", "Other", "Ratio", "Of processors", "Goal", "Verdict"];
    return table(
        headings,
        results.map(({ row, title, ours, other, ratio, processorRatio, goal, verdict, reason }) => [
            String(row),
            title,
            ours ?? "",
            other ?? "",
            ratio?.toFixed(2) ?? "",
            processorRatio?.toFixed(2) ?? "",
            `≤ ${Number(goal.toFixed(4))}`,
            verdict === "met"
                ? pc.green(verdict)
                : verdict === "missed"
                  ? pc.red(verdict)
                  : (reason ?? verdict),
        ]),
    );
}

function timesTable(timings: readonly Timing[]): string {
    const headings = ["Measure", "Median", "Of processors", "Goal", "Verdict"];
    return table(
        headings,
        timings.map(({ title, unit, goal, median, processor }) => [
            title,
            `${median.toFixed(1)} ${unit}`,
            processor === undefined ? "" : `${processor.toFixed(1)} ${unit}`,
            `≤ ${goal} ${unit}`,
            median <= goal ? pc.green("met") : pc.red("missed"),
        ]),
    );
}
