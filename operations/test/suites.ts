import { readdirSync } from "node:fs";
import * as path from "node:path";
import { type SuiteName, suiteOf } from "./suiteNames";
import { root } from "../emulator/packages";
import type { Toolchain } from "../pulumi/toolchain";
import { goEnvironment } from "./goEnvironment";
import { countGoTests, countMocha, type Counter } from "./counts";

/** A program to run; suites that need several pass if all of them do. None of them waits for another. */
export interface Command {
    /** Prefix of its output lines where several run at once. */
    readonly label: string;
    readonly program: string;
    readonly args: readonly string[];
    /** Test files, which stand after the arguments; relative to the repository's root. @default it is not about files */
    readonly files?: readonly string[];
    /** Relative to the repository's root. @default the root itself */
    readonly folder?: string;
    /** What it needs in its environment. @default nothing more than there is */
    readonly environment?: () => Promise<Record<string, string>>;
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

/** What tools know of files that have not changed since; relative to the repository's root. */
const cache = "node_modules/.cache/plumbline";

/** By the content of files: a checkout changes the times of all. */
function cached(folder: string): string[] {
    return ["--cache", "--cache-strategy", "content", "--cache-location", `${cache}/${folder}`];
}

/** Folders of unit tests in a process each, so that none of them takes longest by far. The rest is one more. */
const processes: Readonly<Record<string, readonly string[]>> = {
    "policy-pack": ["policy-pack"],
    components: ["components"],
    // They start programs, and wait for them.
    "emulator and toolchain": ["emulator", "toolchain"],
};

/** The engine tests that take longest: where nothing is known of an earlier run, they begin first. */
const longest = ["lifecycle", "drift", "interrupted", "rehearse", "changes", "policyMutations"];

/** What each suite consists of. A program that is missing is a failure of its suite, never a reason to skip it. */
const suites: Readonly<Record<SuiteName, Omit<Suite, "name">>> = {
    lint: {
        title: "Lint and format",
        commands: [
            node("eslint/bin/eslint.js", ".", ...cached("eslint")),
            node("prettier/bin/prettier.cjs", "--check", ".", ...cached("prettier")),
            imports(),
            script("operations/test/lintWorkflows.ts"),
            python("ruff", "check", "--quiet"),
            python("ruff", "format", "--check", "--quiet"),
            python("mypy"),
        ],
    },
    types: {
        title: "Type check",
        commands: [
            node(
                "typescript/bin/tsc",
                "--noEmit",
                "--incremental",
                "--tsBuildInfoFile",
                `${cache}/types.json`,
            ),
        ],
    },
    generated: {
        title: "Generated files are current",
        commands: [script("operations/generate/index.ts", "--check")],
    },
    // Not in mocha's own workers, where the handler of rejections in tests/support/setup.ts hears of none.
    unit: {
        title: "Unit tests",
        commands: unitTests(),
    },
    go: { title: "Go tests of the toolchain", commands: [goTests("toolchain")] },
    // Each file in a process of its own, so that files run side by side, and output is seen at once.
    engine: {
        title: "Engine tests, on the emulator",
        commands: engineTests().map((file) =>
            mocha(path.basename(file, ".test.ts"), ".mocharc.engine.json", [file]),
        ),
    },
};

/** Every test file, relative to the repository's root, in order. */
export function testFiles(): string[] {
    return readdirSync(path.join(root, "tests"), { recursive: true, encoding: "utf8" })
        .filter((file) => file.endsWith(".test.ts"))
        .map((file) => path.join("tests", file))
        .sort();
}

function unitTests(): Command[] {
    const files = testFiles().filter((file) => suiteOf(file) === "unit");
    const labelOf = (file: string): string =>
        Object.entries(processes).find(([, folders]) =>
            folders.some((folder) => file.startsWith(`tests/${folder}/`)),
        )?.[0] ?? "others";
    return [...Object.keys(processes), "others"].map((label) =>
        mocha(
            label,
            ".mocharc.json",
            files.filter((file) => labelOf(file) === label),
        ),
    );
}

function engineTests(): string[] {
    const files = testFiles().filter((file) => suiteOf(file) === "engine");
    const named = longest.flatMap((name) =>
        files.filter((file) => path.basename(file) === `${name}.test.ts`),
    );
    return [...new Set([...named, ...files])];
}

/** Suites that run Pulumi or the emulator. */
const running: readonly SuiteName[] = ["unit", "engine"];

export function needTools(names: readonly SuiteName[]): boolean {
    return names.some((name) => running.includes(name));
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

/** Circles, and folders that import what they may not: see .dependency-cruiser.cjs. */
function imports(): Command {
    const folders = ["cli", "components", "config", "cost", "examples", "model", "operations", "platform"];
    const all = [...folders, "policy-pack", "tests", "index.ts"];
    return node("dependency-cruiser/bin/dependency-cruiser.mjs", "--output-type", "err-long", ...all);
}

/** A script of our own. */
function script(file: string, ...args: string[]): Command {
    const command = node("ts-node/dist/bin.js", "--transpile-only", file, ...args);
    return { ...command, label: file };
}

/** A linter or type checker of the Python code. */
function python(...tool: string[]): Command {
    const label = tool.filter((part) => !part.startsWith("--")).join(" ");
    return { ...script("operations/test/lintPython.ts", ...tool), label };
}

function mocha(label: string, config: string, files: readonly string[]): Command {
    const reporter = ["--reporter", "operations/test/caseTimes.ts"];
    const { program, args } = node("mocha/bin/mocha.js", "--config", config, ...reporter);
    return {
        label,
        program,
        // Tests leave much garbage soon: where that may grow, it is collected in a fifth less of all the time.
        args: ["--max-semi-space-size=64", ...args, "--forbid-only", "--forbid-pending"],
        files,
        count: countMocha,
    };
}

function goTests(folder: string): Command {
    return {
        label: "go",
        program: "go",
        // What only a debugger reads takes a tenth of the compilers' time.
        args: ["test", "-json", "-gcflags=all=-dwarf=false", "-ldflags=-w", "./..."],
        folder,
        environment: goEnvironment,
        count: countGoTests,
        shown: (line) => (line.startsWith("{") ? undefined : line),
    };
}
