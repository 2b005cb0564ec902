import * as path from "node:path";
import type { SuiteName } from "../cli/suites";
import type { Toolchain } from "../engine/toolchain";
import { generators } from "./generators";
import { countGoTests, countMocha, type Counter } from "./counts";

/** A program to run; suites that need several pass if all of them do. */
export interface Command {
    readonly program: string;
    readonly args: readonly string[];
    /** Relative to the repository's root. @default the root itself */
    readonly folder?: string;
    /** How many tests passed and failed, from the output; without it the command counts as one. */
    readonly count?: Counter;
    /** Which lines of the output are worth showing. @default all */
    readonly shown?: (line: string) => string | undefined;
}

export interface Suite {
    readonly title: string;
    readonly commands: readonly Command[];
}

/** What each suite consists of. A program that is missing is a failure of its suite, never a reason to skip it. */
export const suites: Readonly<Record<SuiteName, Suite>> = {
    lint: {
        title: "Lint and format",
        commands: [
            node("eslint/bin/eslint.js", "."),
            node("prettier/bin/prettier.cjs", "--check", "."),
            script("operations/testing/lintWorkflows.ts"),
        ],
    },
    types: { title: "Type check", commands: [node("typescript/bin/tsc", "--noEmit")] },
    generated: {
        title: "Generated files are current",
        commands: generators.map(current),
    },
    unit: { title: "Unit tests", commands: [mocha(".mocharc.json", "tests/**/*.test.ts")] },
    go: { title: "Go tests of the toolchain", commands: [goTests("toolchain")] },
    engine: {
        title: "Engine tests, on the emulator",
        commands: [mocha(".mocharc.engine.json", "tests/engine/**/*.test.ts")],
    },
};

/** Suites that run Pulumi or the emulator. */
const running: readonly SuiteName[] = ["unit", "engine"];

export function needTools(names: readonly SuiteName[]): boolean {
    return names.some((name) => running.includes(name));
}

/** Tests of the providers that are built here: where others are in use, these may not even be there. */
const ofTheBuilt = "tests/toolchain/built/**";

/** A suite for the toolchain that is in use. */
export function suiteFor(name: SuiteName, toolchain: Toolchain["kind"] | undefined): Suite {
    const suite = suites[name];
    if (name !== "unit" || toolchain === "built") return suite;
    const without = ({ program, args, ...rest }: Command): Command => ({
        ...rest,
        program,
        args: [...args, "--ignore", ofTheBuilt],
    });
    return {
        title: `${suite.title}, without ${ofTheBuilt}: the Pulumi in use is not built here`,
        commands: suite.commands.map(without),
    };
}

/** A program that an npm package brings, on the Node that runs this. */
function node(script: string, ...args: string[]): Command {
    return { program: process.execPath, args: [path.join("node_modules", script), ...args] };
}

/** A script of our own. */
function script(file: string, ...args: string[]): Command {
    return node("ts-node/dist/bin.js", "--transpile-only", file, ...args);
}

/** A script that generates files, asked whether they are current. */
function current(file: string): Command {
    return script(file, "--check");
}

function mocha(config: string, files: string): Command {
    const strict = ["--forbid-only", "--forbid-pending"];
    return {
        ...node("mocha/bin/mocha.js", "--config", config, "--reporter", "spec", ...strict, files),
        count: countMocha,
    };
}

function goTests(folder: string): Command {
    return {
        program: "go",
        args: ["test", "-json", "./..."],
        folder,
        count: countGoTests,
        shown: (line) => (line.startsWith("{") ? undefined : line),
    };
}
