import * as path from "node:path";
import { execa } from "execa";
import pMap from "p-map";
import pc from "picocolors";
import { relaySignals } from "../engine/signals";
import { type Counts, sum } from "./counts";
import type { Command, Suite } from "./suites";

export interface SuiteResult extends Counts {
    readonly name: string;
    readonly interrupted: boolean;
    /** From the first command's begin to the last one's end; other suites run in that time as well. */
    readonly milliseconds: number;
}

interface Step {
    readonly suite: Suite;
    readonly command: Command;
}

interface Done extends Counts {
    readonly suite: Suite;
    readonly interrupted: boolean;
    readonly began: number;
    readonly ended: number;
}

/**
 * Runs the commands of suites in their order, several at once, as processors allow: those of one suite need not wait
 * for the last of another. Output is shown as it comes, each line behind the name of what said it.
 *
 * @param jobs how many at once
 * @returns of each suite that has begun
 */
export async function runSuites(
    root: string,
    suites: readonly Suite[],
    jobs: number,
): Promise<SuiteResult[]> {
    const announced = new Set<Suite>();
    let interrupted = false;
    const done = await pMap(
        suites.flatMap((suite) => suite.commands.map((command): Step => ({ suite, command }))),
        async ({ suite, command }): Promise<Done | undefined> => {
            // What has not begun when somebody interrupts does not begin any more.
            if (interrupted) return undefined;
            if (!announced.has(suite)) console.log(pc.bold(`▸ ${suite.title}`));
            announced.add(suite);
            const began = Date.now();
            const result = await runCommand(root, command, pc.dim(`${nameOf(suite, command)} │ `));
            interrupted ||= result.interrupted;
            return { suite, ...result, began, ended: Date.now() };
        },
        { concurrency: jobs },
    );
    return suites.flatMap((suite) => {
        const own = done.filter((one) => one?.suite === suite) as Done[];
        return own.length === 0 ? [] : [resultOf(suite, own)];
    });
}

function nameOf({ name, commands }: Suite, { label }: Command): string {
    return commands.length > 1 ? `${name} ${label}` : name;
}

function resultOf({ name, commands }: Suite, done: readonly Done[]): SuiteResult {
    const together = sum(done);
    return {
        name,
        // A suite whose commands count as one each is itself one check.
        ...(commands.some(({ count }) => count) ? together : asOne(together)),
        interrupted: done.some((one) => one.interrupted),
        milliseconds:
            Math.max(...done.map(({ ended }) => ended)) - Math.min(...done.map(({ began }) => began)),
    };
}

function asOne({ failed }: Counts): Counts {
    return failed === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

async function runCommand(
    root: string,
    command: Command,
    prefix: string,
): Promise<Counts & { interrupted: boolean }> {
    const { program, args, folder = ".", shown = (line: string) => line } = command;
    const child = execa(program, args, {
        cwd: path.join(root, folder),
        reject: false,
        stdin: "ignore",
        all: true,
        // Output of tests is large, but never that large.
        maxBuffer: 1 << 28,
        detached: true,
        env: process.stdout.isTTY ? { FORCE_COLOR: "1" } : {},
    });
    const signals = relaySignals((signal) => child.kill(signal), { terminal: false });
    try {
        for await (const line of child.iterable({ from: "all" })) {
            const text = shown(line);
            if (text !== undefined) {
                console.log(prefix + text);
            }
        }
        const result = await child;
        if (result.code === "ENOENT") {
            console.log(`${prefix}${program} is needed for this and is not on PATH.`);
        }
        return { ...judge(command, result), interrupted: signals.received() };
    } finally {
        signals.stop();
    }
}

/** A command that ends badly has failed, whatever it says about its tests. */
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
