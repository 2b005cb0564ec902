import * as path from "node:path";
import { execa } from "execa";
import pMap from "p-map";
import pc from "picocolors";
import { relaySignals } from "../engine/signals";
import { type Counts, sum } from "./counts";
import type { Command, Suite } from "./suites";

export interface SuiteResult extends Counts {
    readonly interrupted: boolean;
    readonly milliseconds: number;
}

/**
 * Runs a suite's commands, their output shown as it comes; lines of several that run at once begin with whose they are.
 * @param jobs how many at once
 */
export async function runSuite(root: string, suite: Suite, jobs: number): Promise<SuiteResult> {
    const started = Date.now();
    let interrupted = false;
    const { commands } = suite;
    const results = await pMap(
        commands,
        async (command) => {
            // What has not begun when somebody interrupts does not begin any more.
            if (interrupted) return { passed: 0, failed: 0 };
            const prefix = commands.length > 1 ? pc.dim(`${command.label} │ `) : "";
            const result = await runCommand(root, command, prefix);
            interrupted ||= result.interrupted;
            return result;
        },
        { concurrency: jobs },
    );
    const together = sum(results);
    // A suite whose commands count as one each is itself one check.
    const counts = commands.some(({ count }) => count) ? together : asOne(together);
    return { ...counts, interrupted, milliseconds: Date.now() - started };
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
