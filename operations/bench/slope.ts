import { type Pair, type Task, timed, type Took } from "./measure";
import type { Row } from "./row";
import { Workbench } from "./workbench";

const [few, many] = [65, 260] as const;

/** Keys that a stack of nothing but an API needs. */
const kept = /:(disable-default-providers|tier|region|accountId|owner|costCenter|emulator|network)$/;

/** A platform of one API with a number of functions, each with a route of its own. */
export function functions(
    count: number,
): (config: Readonly<Record<string, unknown>>) => Record<string, unknown> {
    const names = Array.from({ length: count }, (_, at) => `part-${at + 1}`);
    const code = "examples/sample/functions/orders";
    return (config) => ({
        ...Object.fromEntries(Object.entries(config).filter(([key]) => kept.test(key))),
        "plumbline:functions": Object.fromEntries(names.map((name) => [name, { code }])),
        "plumbline:apis": {
            parts: {
                routes: Object.fromEntries(
                    names.map((name) => [`GET /${name}`, { function: name, public: true }]),
                ),
            },
        },
    });
}

/** Row 5: whether a platform ten times as large takes more than ten times as long. */
export const functionSlope: Row = {
    number: 5,
    title: `what ${many - few} more functions add to a preview, from ${few} to ${many} ÷ to that of the flat program`,
    goal: 1.1,
    measure: async ({ root, toolchain, notice, runs }) => {
        const benches: Workbench[] = [];
        try {
            const tasks: Task[] = [];
            for (const count of [few, many]) {
                const bench = await Workbench.create(root, toolchain, notice, functions(count));
                benches.push(bench);
                for (const engine of [bench.engine, await bench.flat()]) {
                    tasks.push(bench.operation(engine, "preview", "--expect-no-changes"));
                }
            }
            const pair = await slopes(tasks, runs);
            return { kind: "times", pair };
        } finally {
            for (const bench of benches) await bench.remove();
        }
    },
};

/** @param tasks ours and the other with few functions, then with many */
async function slopes(tasks: readonly Task[], runs: number): Promise<Pair> {
    const taken: { ours: Took[]; other: Took[] } = { ours: [], other: [] };
    for (let turn = 0; turn <= runs; turn += 1) {
        const times: Took[] = [];
        for (const task of tasks) times.push(await timed(task));
        const [ours, other, oursOfMany, otherOfMany] = times;
        // The first turn only warms caches.
        if (turn === 0 || !ours || !other || !oursOfMany || !otherOfMany) continue;
        taken.ours.push(difference(oursOfMany, ours));
        taken.other.push(difference(otherOfMany, other));
    }
    return taken;
}

function difference(more: Took, less: Took): Took {
    const known = more.processor !== undefined && less.processor !== undefined;
    return {
        wall: more.wall - less.wall,
        processor: known ? (more.processor ?? 0) - (less.processor ?? 0) : undefined,
    };
}
