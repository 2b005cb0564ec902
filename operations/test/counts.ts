export interface Counts {
    readonly passed: number;
    readonly failed: number;
}

/** Reads how many tests passed and failed out of a test runner's output; undefined if it has no such line. */
export type Counter = (output: string) => Counts | undefined;

/** From the summary of mocha's spec reporter: "12 passing (3s)", "1 failing". */
export const countMocha: Counter = (output) => {
    const passed = lastNumber(output, /^ *(\d+) passing \(/gm);
    const failed = lastNumber(output, /^ *(\d+) failing$/gm);
    return passed === undefined ? undefined : { passed, failed: failed ?? 0 };
};

function lastNumber(text: string, pattern: RegExp): number | undefined {
    const found = [...text.matchAll(pattern)].at(-1)?.[1];
    return found === undefined ? undefined : Number(found);
}

interface GoEvent {
    readonly Action: string;
    readonly Test?: string;
}

/** From `go test -json`: tests one by one; a package that doesn't compile counts as one failure. */
export const countGoTests: Counter = (output) => {
    const events = output
        .split("\n")
        .filter((line) => line.startsWith("{"))
        .map((line) => JSON.parse(line) as GoEvent);
    const count = (action: string): number =>
        events.filter(({ Action, Test }) => Action === action && Test !== undefined).length;
    const broken = events.filter(({ Action }) => Action === "build-fail").length;
    return events.length === 0 ? undefined : { passed: count("pass"), failed: count("fail") + broken };
};

/** Several counts together. */
export function sum(counts: readonly Counts[]): Counts {
    return {
        passed: counts.reduce((total, { passed }) => total + passed, 0),
        failed: counts.reduce((total, { failed }) => total + failed, 0),
    };
}
