/** Tasks that schedules and events start on Fargate, which bills from the pull of the image to the end, a minute at least. */
import type { AssumptionName } from "../assumptions";
import type { Context } from "../estimator";
import type { Reader } from "../properties";
import { exactly, HOURS, times } from "../ranges";
import type { CostResource, Line, Range } from "../types";
import { fargateLines, taskOf } from "./ecs";

/** How often a schedule starts its task in a month. */
interface Runs {
    readonly quantity: Range;
    readonly assumptions: readonly AssumptionName[];
}

/** Runs of a task in a month: by the rate of its schedule, or as assumed. */
export function runsOf(schedule: Reader, { assumptions }: Pick<Context, "assumptions">): Runs {
    const expression = schedule.text("scheduleExpression") ?? "";
    if (expression.startsWith("at(")) return { quantity: exactly(1), assumptions: [] };
    const rate = runsByRate(expression);
    return rate === undefined
        ? { quantity: assumptions.taskRuns, assumptions: ["taskRuns"] }
        : { quantity: exactly(rate), assumptions: [] };
}

/** CPU, memory and storage of those runs. */
export function taskCosts(resource: CostResource, runs: Runs, { stack, assumptions }: Context): Line[] {
    const task = taskOf(resource, stack);
    const hours = times(times(runs.quantity, assumptions.taskMinutes), 1 / 60);
    const used: readonly AssumptionName[] = ["taskMinutes", ...runs.assumptions];
    return fargateLines(task, hours).map((line) => ({ ...line, assumptions: used }));
}

/** Runs a month by a rate; undefined for a schedule of another kind. */
export function runsByRate(expression: string): number | undefined {
    const [, every, unit] = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression) ?? [];
    if (every === undefined) return undefined;
    // A rate of 0 is a single run.
    if (Number(every) === 0) return 1;
    const perHour = { minute: 60, hour: 1, day: 1 / 24 }[unit as "minute" | "hour" | "day"];
    return (HOURS * perHour) / Number(every);
}
