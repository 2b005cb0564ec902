import { readdirSync } from "node:fs";
import * as path from "node:path";
import type { SuiteName } from "../cli/suites";
import { root } from "../emulator/packages";
import type { Toolchain } from "../engine/toolchain";
import { generators } from "./generators";
import { countGoTests, countMocha, type Counter } from "./counts";

/** A program to run; suites that need several pass if all of them do. None of them waits for another. */
export interface Command {
    /** What its output is told apart by where several run at once. */
    readonly label: string;
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
    readonly name: string;
    readonly title: string;
    readonly commands: readonly Command[];
}

/** Folders of unit tests that take as long as all others together. */
const largest = ["policy-pack", "components"] as const;

/** What each suite consists of. A program that is missing is a failure of its suite, never a reason to skip it. */
const suites: Readonly<Record<SuiteName, Omit<Suite, "name">>> = {
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
    // Not in mocha's own workers, where the handler of rejections in tests/support/setup.ts hears of none.
    unit: {
        title: "Unit tests",
        commands: [
            ...largest.map((folder) => mocha(folder, ".mocharc.json", `tests/${folder}/**/*.test.ts`)),
            mocha(
                "others",
                ".mocharc.json",
                "tests/**/*.test.ts",
                ...largest.flatMap((folder) => ["--ignore", `tests/${folder}/**`]),
            ),
        ],
    },
    go: { title: "Go tests of the toolchain", commands: [goTests("toolchain")] },
    // Each file in a process of its own, so that files run side by side, and what a test has said is seen at once.
    engine: {
        title: "Engine tests, on the emulator",
        commands: engineTests().map((file) =>
            mocha(path.basename(file, ".test.ts"), ".mocharc.engine.json", file),
        ),
    },
};

/** Of all that lies in folders first: it takes longest, and what begins last should be short. */
function engineTests(): string[] {
    const folder = path.join("tests", "engine");
    const files = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".test.ts"))
        .sort();
    const nested = files.filter((file) => file.includes(path.sep));
    return [...new Set([...nested, ...files])].map((file) => path.join(folder, file));
}

/** Suites that run Pulumi or the emulator. */
const running: readonly SuiteName[] = ["unit", "engine"];

export function needTools(names: readonly SuiteName[]): boolean {
    return names.some((name) => running.includes(name));
}

/** Whether a suite drives a browser: the emulator's own tests do, which are among the unit tests. */
export function needBrowser(names: readonly SuiteName[]): boolean {
    return names.includes("unit");
}

/** Tests of the providers that are built here: where others are in use, these may not even be there. */
const ofTheBuilt = "tests/toolchain/built/**";

/** A suite for the toolchain that is in use. */
export function suiteFor(name: SuiteName, toolchain: Toolchain["kind"] | undefined): Suite {
    const suite = { name, ...suites[name] };
    if (name !== "unit" || toolchain === "built") return suite;
    const without = ({ program, args, ...rest }: Command): Command => ({
        ...rest,
        program,
        args: [...args, "--ignore", ofTheBuilt],
    });
    return {
        ...suite,
        title: `${suite.title}, without ${ofTheBuilt}: the Pulumi in use is not built here`,
        commands: suite.commands.map(without),
    };
}

/** A program that an npm package brings, on the Node that runs this. */
function node(script: string, ...args: string[]): Command {
    return {
        label: script.split("/")[0] ?? script,
        program: process.execPath,
        args: [path.join("node_modules", script), ...args],
    };
}

/** A script of our own. */
function script(file: string, ...args: string[]): Command {
    const command = node("ts-node/dist/bin.js", "--transpile-only", file, ...args);
    return { ...command, label: file };
}

/** A script that generates files, asked whether they are current. */
function current(file: string): Command {
    return script(file, "--check");
}

function mocha(label: string, config: string, files: string, ...more: string[]): Command {
    const strict = ["--forbid-only", "--forbid-pending"];
    const args = ["--config", config, "--reporter", "spec", ...strict, ...more, files];
    return {
        ...node("mocha/bin/mocha.js", ...args),
        label,
        count: countMocha,
    };
}

function goTests(folder: string): Command {
    return {
        label: "go",
        program: "go",
        args: ["test", "-json", "./..."],
        folder,
        count: countGoTests,
        shown: (line) => (line.startsWith("{") ? undefined : line),
    };
}
