import * as path from "node:path";
import { endAccount } from "../pulumi/endAccount";
import { median, type Task, timed } from "./measure";
import { scanned } from "./previews";
import { seesProcesses, watched } from "./processes";
import type { Bench } from "./row";
import { functions } from "./slope";
import { Workbench } from "./workbench";

/** The stack to time: the sample platform, or one API with many functions. */
export const timedStacks = ["sample", "functions"] as const;
export type TimedStack = (typeof timedStacks)[number];

/** A goal in seconds on a quiet machine with two cores; of memory in gigabytes. */
export interface Timing {
    readonly title: string;
    readonly unit: "s" | "GB";
    readonly goal: number;
    readonly median: number;
    /** Median of processor time, which a busy machine changes less. */
    readonly processor?: number;
}

type Samples = Map<Goal, { readonly values: number[]; readonly processor: number[] }>;

interface Goal {
    readonly title: string;
    readonly unit: Timing["unit"];
    readonly goal: number;
}

const seconds = (title: string, goal: number): Goal => ({ title, unit: "s", goal });

const COUNT = 260;
const goals = {
    previewFromNothing: seconds("preview from nothing", 6),
    judgedFromNothing: seconds("preview from nothing, with the policy pack", 7),
    upFromNothing: seconds("up from nothing", 18),
    unchanged: seconds("preview without change", 6),
    secondUp: seconds("second up, without change", 7),
    drift: seconds("drift scan without drift", 10),
    manyUp: seconds(`${COUNT} functions with a route each: up`, 60),
    manyUnchanged: seconds(`${COUNT} functions: preview without change`, 22),
    manyMemory: { title: `${COUNT} functions: the program's memory at its peak`, unit: "GB", goal: 1 },
    manyEnd: seconds(`${COUNT} functions: the end, emulator and all`, 10),
} as const satisfies Record<string, Goal>;

/** Takes the times of everything that has a goal in seconds. The first turn only warms caches, and does not count. */
export async function takeSeconds(
    { root, runs, toolchain, notice }: Omit<Bench, "workbench">,
    stacks: readonly TimedStack[],
): Promise<Timing[]> {
    const samples: Samples = new Map();
    for (let turn = 0; turn <= runs; turn += 1) {
        for (const stack of stacks) {
            notice(`${stack}, turn ${turn} of ${runs}${turn === 0 ? ", which does not count" : ""}`);
            const bench = await Workbench.open(
                root,
                toolchain,
                stack === "sample" ? undefined : functions(COUNT),
            );
            const taken: Samples = turn === 0 ? new Map() : samples;
            try {
                await (stack === "sample" ? sample(root, bench, taken) : many(bench, taken));
            } finally {
                await bench.remove();
            }
        }
    }
    return [...samples].map(([goal, { values, processor }]) => ({
        ...goal,
        median: median(values),
        ...(processor.length === values.length ? { processor: median(processor) } : {}),
    }));
}

async function sample(root: string, bench: Workbench, samples: Samples): Promise<void> {
    const pulumi = (...args: readonly string[]) => bench.operation(bench.engine, ...args);
    const take = async (goal: Goal, task: Task) => clock(samples, goal, task);
    await take(goals.previewFromNothing, pulumi("preview"));
    await take(goals.judgedFromNothing, pulumi("preview", "--policy-pack", path.join(root, "policy-pack")));
    await take(goals.upFromNothing, pulumi("up", "--yes", "--skip-preview"));
    await take(goals.unchanged, pulumi("preview", "--expect-no-changes"));
    await take(goals.secondUp, pulumi("up", "--yes", "--skip-preview", "--expect-no-changes"));
    await take(goals.drift, scanned(bench.engine));
}

async function many(bench: Workbench, samples: Samples): Promise<void> {
    await clock(samples, goals.manyUp, bench.operation(bench.engine, "up", "--yes", "--skip-preview"));
    const preview = bench.operation(bench.engine, "preview", "--expect-no-changes");
    await clock(samples, goals.manyUnchanged, preview);
    if (seesProcesses) {
        let peak = 0;
        await watched(preview, ({ args, peakBytes }) => {
            if (args.some((arg) => arg.includes(path.join("@pulumi", "pulumi", "cmd", "run")))) {
                peak = Math.max(peak, peakBytes);
            }
        });
        add(samples, goals.manyMemory, peak / 1e9, undefined);
    }
    const { wall } = await timed(async () => {
        await endAccount(bench.engine);
    });
    // No processor time: that of the emulator's whole life counts once it has ended.
    add(samples, goals.manyEnd, wall, undefined);
}

async function clock(samples: Samples, goal: Goal, task: Task): Promise<void> {
    const { wall, processor } = await timed(task);
    add(samples, goal, wall, processor);
}

function add(samples: Samples, goal: Goal, value: number, processor: number | undefined): void {
    const taken = samples.get(goal) ?? { values: [], processor: [] };
    taken.values.push(value);
    if (processor !== undefined) taken.processor.push(processor);
    samples.set(goal, taken);
}
