import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { root } from "../emulator/packages";
import type { Command, Suite } from "./suites";

/** Milliseconds that commands took last time, by suite and label. */
export type CommandTimes = Readonly<Record<string, number>>;

const FILE = path.join(root, "node_modules", ".cache", "plumbline", "test-times.json");

/** The times of earlier runs; empty where there were none. */
export function readCommandTimes(file = FILE): CommandTimes {
    try {
        return JSON.parse(readFileSync(file, "utf8")) as CommandTimes;
    } catch {
        return {};
    }
}

/** Stores the times of commands, and keeps the known times of others. */
export function keepCommandTimes(times: CommandTimes, file = FILE): void {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify({ ...readCommandTimes(file), ...times }, undefined, 2));
}

export function timeKey(suite: Pick<Suite, "name">, command: Pick<Command, "label">): string {
    return `${suite.name} ${command.label}`;
}

/**
 * A suite whose commands begin in the order of what they took last time, longest first: what begins last should be
 * short. Those that are not known come first, as they stand.
 */
export function longestFirst(suite: Suite, times: CommandTimes): Suite {
    const timeOf = (command: Command): number => times[timeKey(suite, command)] ?? Infinity;
    const commands = [...suite.commands].sort((one, other) => {
        const [first, second] = [timeOf(one), timeOf(other)];
        return first === second ? 0 : second - first;
    });
    return { ...suite, commands };
}
