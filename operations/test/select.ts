import * as path from "node:path";
import { suiteNames, type SuiteName, suiteOf } from "./suiteNames";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Command, Suite } from "./suites";

/** What is to run. */
export interface Selection {
    readonly suites: readonly SuiteName[];
    /** Test files, relative to the repository's root; undefined: all that the suites have. */
    readonly files: readonly string[] | undefined;
}

/**
 * What `--only` asks for: names of suites, or parts of paths of test files (`drift`, `tests/components/storage/queue.test.ts`).
 *
 * @param all every test file there is, relative to the repository's root
 * @throws Failure if a word is neither
 */
export function selectOnly(words: readonly string[], all: readonly string[]): Selection {
    const names = suiteNames.filter((name) => words.includes(name));
    const parts = words.filter((word) => !names.some((name) => name === word));
    const files = parts.flatMap((part) => {
        const found = all.filter((file) => file.includes(part.replace(/^\.\//, "")));
        if (found.length === 0) {
            throw new Failure(
                `--only "${part}" is neither a suite (${suiteNames.join(", ")}) nor part of a test file's path.`,
                exitCodes.usage,
            );
        }
        return found;
    });
    if (parts.length === 0) return { suites: names, files: undefined };
    const whole = all.filter((file) => names.includes(suiteOf(file)));
    return withFiles([...new Set([...whole, ...files])], names);
}

/** Those files, in the suites that they belong to, and other suites. */
export function withFiles(files: readonly string[], others: readonly SuiteName[]): Selection {
    const suites = suiteNames.filter(
        (name) => others.includes(name) || files.some((file) => suiteOf(file) === name),
    );
    return { suites, files };
}

/** A suite with only those of its commands that run some of the files, and only with those. */
export function narrowed(suite: Suite, files: readonly string[] | undefined): Suite {
    if (files === undefined) return suite;
    const commands = suite.commands.flatMap((command): Command[] => {
        if (command.files === undefined) return [command];
        const wanted = command.files.filter((file) => files.includes(file));
        if (wanted.length === 0) return [];
        return wanted.length === command.files.length ? [command] : [{ ...command, files: wanted }];
    });
    return { ...suite, commands };
}

/** Whether a selection drives a browser: the emulator's own tests do, which are among the unit tests. */
export function needBrowser({ suites: names, files }: Selection): boolean {
    if (!names.includes("unit")) return false;
    return files === undefined || files.some((file) => file.startsWith(path.join("tests", "emulator")));
}
