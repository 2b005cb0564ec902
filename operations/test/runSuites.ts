import * as path from "node:path";
import { execa } from "execa";
import pMap from "p-map";
import pc from "picocolors";
import { relaySignals } from "../pulumi/signals";
import { type Counts, sum } from "./counts";
import type { Command, Suite } from "./suites";

export interface SuiteResult extends Counts {
    readonly name: string;
    /** From the first command's begin to the last one's end; other suites run in that time as well. */
    readonly milliseconds: number;
    /** What each command of it took that has come to its end. */
    readonly commands: readonly {
        readonly command: Command;
        readonly milliseconds: number;
        /** The lines with the reason of the failure. @default it passed */
        readonly failure?: readonly string[];
    }[];
}

interface Done extends Counts {
    readonly suite: Suite;
    readonly command: Command;
    readonly began: number;
    readonly ended: number;
    readonly failure?: readonly string[];
}

/** A command under way, which an interrupt ends. */
type Child = Pick<ReturnType<typeof execa>, "kill">;

/**
 * Runs the commands of suites in their order, several at once, as processors allow: those of one suite need not wait
 * for the last of another. Output is shown as it comes, each line behind the name of its command.
 *
 * @param jobs how many at once
 * @returns results of each suite that has begun
 */
export async function runSuites(
    root: string,
    suites: readonly Suite[],
    jobs: number,
): Promise<{ results: SuiteResult[]; interrupted: boolean }> {
    const running = new Set<Child>();
    // One listener for all of them, however many there are.
    const signals = relaySignals((signal) => running.forEach((child) => child.kill(signal)), {
        terminal: false,
    });
    try {
        const done = await pMap(
            suites.flatMap((suite) => suite.commands.map((command) => ({ suite, command }))),
            async ({ suite, command }): Promise<Done[]> => {
                // After an interrupt no command begins.
                if (signals.received()) return [];
                if (command === suite.commands[0]) console.log(pc.bold(`▸ ${suite.title}`));
                const began = Date.now();
                const outcome = await runCommand(
                    root,
                    command,
                    pc.dim(`${nameOf(suite.name, suite.commands, command)} │ `),
                    running,
                );
                return [{ suite, command, ...outcome, began, ended: Date.now() }];
            },
            { concurrency: jobs },
        );
        const results = suites
            .map((suite) => ({ suite, own: done.flat().filter((one) => one.suite === suite) }))
            .filter(({ own }) => own.length > 0)
            .map(({ suite, own }) => resultOf(suite, own));
        return { results, interrupted: signals.received() };
    } finally {
        signals.stop();
    }
}

function nameOf(suite: string, commands: readonly unknown[], { label }: Command): string {
    return commands.length > 1 ? `${suite} ${label}` : suite;
}

/** What failed and why, once more: the end of a long log is often all that is kept of it. */
export function failures(results: readonly SuiteResult[]): string[] {
    return results.flatMap(({ name, commands }) =>
        commands.flatMap(({ command, failure = [] }) =>
            failure.map((line) => `${pc.dim(`${nameOf(name, commands, command)} │ `)}${line}`),
        ),
    );
}

function resultOf({ name, commands }: Suite, done: readonly Done[]): SuiteResult {
    const together = sum(done);
    return {
        name,
        // A suite whose commands count as one each is itself one check.
        ...(commands.some(({ count }) => count) ? together : asOne(together)),
        milliseconds:
            Math.max(...done.map(({ ended }) => ended)) - Math.min(...done.map(({ began }) => began)),
        commands: done.map(({ command, began, ended, failure }) => ({
            command,
            milliseconds: ended - began,
            ...(failure === undefined ? {} : { failure }),
        })),
    };
}

function asOne({ failed }: Counts): Counts {
    return failed === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runCommand(
    root: string,
    command: Command,
    prefix: string,
    running: Set<Child>,
): Promise<Counts & Pick<Done, "failure">> {
    const { program, args, files = [], folder = ".", shown = (line: string) => line } = command;
    const child = execa(program, [...args, ...files], {
        cwd: path.join(root, folder),
        reject: false,
        stdin: "ignore",
        all: true,
        // Output of tests is large, but never that large.
        maxBuffer: 1 << 28,
        detached: true,
        env: {
            ...(process.stdout.isTTY ? { FORCE_COLOR: "1" } : {}),
            ...(await command.environment?.()),
        },
    });
    running.add(child);
    const lines: string[] = [];
    const show = (line: string): void => {
        lines.push(line);
        console.log(prefix + line);
    };
    try {
        for await (const line of child.iterable({ from: "all" })) {
            const text = shown(line);
            if (text !== undefined) {
                show(text);
            }
        }
        const result = await child;
        if (result.code === "ENOENT") {
            show(`${program} is needed for this and is not on PATH.`);
        }
        const counts = judge(command, result);
        return counts.failed === 0 ? counts : { ...counts, failure: telling(lines) };
    } finally {
        running.delete(child);
    }
}

/** From where mocha lists what failed; of any other program the last lines. */
function telling(lines: readonly string[]): readonly string[] {
    const list = lines.findLastIndex((line) => /^ *\d+ failing$/.test(stripColors(line)));
    return list === -1 ? lines.slice(-30) : lines.slice(list);
}

/** A command with a bad exit code has failed, even if it reports no failed test. */
function judge(command: Command, result: { readonly failed: boolean; readonly all?: unknown }): Counts {
    const counted = command.count?.(stripColors(String(result.all ?? "")));
    if (counted === undefined) {
        const passed = !result.failed && command.count === undefined;
        return { passed: passed ? 1 : 0, failed: passed ? 0 : 1 };
    }
    return result.failed && counted.failed === 0 ? { ...counted, failed: 1 } : counted;
}

function stripColors(text: string): string {
    return text.replaceAll(/\u001b\[[\d;]*m/g, "");
}
