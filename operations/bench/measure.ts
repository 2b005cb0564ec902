import { readFileSync } from "node:fs";
import { execa } from "execa";
import { exitCodes, Failure } from "../pulumi/failure";

/** Duration of one run: seconds on the clock, and of processors (own children and theirs; undefined where unknown). */
export interface Took {
    readonly wall: number;
    readonly processor: number | undefined;
}

/** Something whose time is taken. */
export type Task = () => Promise<void>;

/** Times of two tasks, taken side by side. */
export interface Pair {
    readonly ours: readonly Took[];
    readonly other: readonly Took[];
}

/**
 * Runs two tasks in turns, so that a machine that gets busier or hotter does so for both. Who is first changes with
 * every turn. The first turn only warms caches and does not count.
 */
export async function interleaved(ours: Task, other: Task, runs: number): Promise<Pair> {
    const taken: { ours: Took[]; other: Took[] } = { ours: [], other: [] };
    await ours();
    await other();
    for (let turn = 0; turn < runs; turn += 1) {
        const first = turn % 2 === 0 ? "ours" : "other";
        for (const which of [first, first === "ours" ? "other" : "ours"] as const) {
            taken[which].push(await timed(which === "ours" ? ours : other));
        }
    }
    return taken;
}

/** How long a task takes. */
export async function timed(task: Task): Promise<Took> {
    const [wall, processor] = [performance.now(), childSeconds()];
    await task();
    const after = childSeconds();
    return {
        wall: (performance.now() - wall) / 1000,
        processor: processor === undefined || after === undefined ? undefined : after - processor,
    };
}

/** Processor time of all children that have ended, and of theirs: what a busy machine changes least. Linux only. */
function childSeconds(): number | undefined {
    if (process.platform !== "linux") return undefined;
    // After the name, which may hold anything: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ").at(-1)?.split(" ") ?? [];
    const ticks = Number(fields[13]) + Number(fields[14]);
    return ticks / 100;
}

export function median(numbers: readonly number[]): number {
    const sorted = numbers.toSorted((a, b) => a - b);
    const middle = sorted.length / 2;
    const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
    if (low === undefined || high === undefined) throw new RangeError("there is no median of nothing");
    return (low + high) / 2;
}

/** Median of one side. */
export function typical(taken: readonly Took[]): Took {
    const processor = taken.flatMap((one) => one.processor ?? []);
    return {
        wall: median(taken.map(({ wall }) => wall)),
        processor: processor.length === taken.length ? median(processor) : undefined,
    };
}

export interface CommandOptions {
    readonly cwd: string;
    readonly env?: Readonly<Record<string, string | undefined>>;
}

/** Runs a program to its end. @throws Failure with the end of its output if that is not a good one */
export async function expectCommand(
    program: string,
    args: readonly string[],
    options: CommandOptions,
): Promise<void> {
    await commandOutput(program, args, options);
}

/** Output of a program. @throws Failure as of {@link expectCommand} */
export async function commandOutput(
    program: string,
    args: readonly string[],
    { cwd, env = {} }: CommandOptions,
): Promise<string> {
    const result = await execa(program, args, { cwd, env, all: true, reject: false, stdin: "ignore" });
    if (result.isTerminated) throw new Failure("The measurement was interrupted.", exitCodes.interrupted);
    if (result.failed) {
        const end = result.all.split("\n").slice(-15).join("\n");
        throw new Failure(`The measured command has failed: ${program} ${args.join(" ")}\n${end}`);
    }
    return result.stdout;
}
