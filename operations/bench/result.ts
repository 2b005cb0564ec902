import { typical } from "./measure";
import type { Measured, Row } from "./row";

/** The result of a row. */
export interface Result {
    readonly row: number;
    readonly title: string;
    readonly goal: number;
    readonly verdict: "met" | "missed" | "not measured" | "failed";
    /** By the clock, or of the amounts. */
    readonly ratio?: number;
    /** By the time of processors, which other programs on the machine change less. */
    readonly processorRatio?: number;
    /** Medians, with their unit. */
    readonly ours?: string;
    readonly other?: string;
    readonly reason?: string;
}

/** Judges a row: by the clock where it is about time. */
export function judge({ number, title, goal }: Row, measured: Measured): Result {
    const about = { row: number, title, goal };
    switch (measured.kind) {
        case "notMeasured":
            return { ...about, verdict: "not measured", reason: measured.reason };
        case "amounts": {
            const { ours, other, unit } = measured;
            return withRatio(about, ours / other, { ours: `${ours} ${unit}`, other: `${other} ${unit}` });
        }
        case "times": {
            const [ours, other] = [typical(measured.pair.ours), typical(measured.pair.other)];
            const processor =
                ours.processor === undefined || other.processor === undefined
                    ? {}
                    : { processorRatio: ours.processor / other.processor };
            const shown = { ours: `${ours.wall.toFixed(1)} s`, other: `${other.wall.toFixed(1)} s` };
            return withRatio(about, ours.wall / other.wall, { ...shown, ...processor });
        }
    }
}

function withRatio(
    about: Pick<Result, "row" | "title" | "goal">,
    ratio: number,
    more: Pick<Result, "ours" | "other" | "processorRatio">,
): Result {
    return { ...about, verdict: ratio <= about.goal ? "met" : "missed", ratio, ...more };
}
