import { existsSync, readFileSync, statSync } from "node:fs";
import * as path from "node:path";
import { execa } from "execa";
import { type SuiteName, suiteOf } from "./suiteNames";
import { exitCodes, Failure } from "../pulumi/failure";
import { type Selection, withFiles } from "./select";

/** Files and folders that a file uses without naming them: what the commands that it starts read. */
const uses: Readonly<Record<string, readonly string[]>> = {
    // A clone is a copy of everything, in which ./plumb runs the platform's program.
    "tests/engine/support/clone.ts": ["plumb", "cli/main.ts", "index.ts", "Pulumi.local.yaml"],
    "tests/engine/examples.test.ts": ["examples/components"],
    "tests/engine/components/changes.test.ts": ["tests/engine/components/programs"],
    "tests/engine/policy/policyMutations.test.ts": ["tests/engine/fixtures/mutated"],
    "tests/engine/policy/policyPack.test.ts": ["tests/engine/fixtures/foreign"],
    "tests/support/program.ts": [
        ...["index.ts", "Pulumi.local.yaml", "Pulumi.dev.yaml", "Pulumi.staging.yaml", "Pulumi.prod.yaml"],
    ],
    "index.ts": ["Pulumi.yaml", "examples/sample", "components"],
    "cli/main.ts": ["cli/main.mjs", "waivers.yaml"],
    "operations/pulumi/toolchain.ts": ["toolchain"],
    "operations/emulator/packages.ts": ["emulator"],
    "policy-pack/index.ts": ["policy-pack"],
};

/** Everything depends on them, without an import. */
const fundamental =
    /^(package(-lock)?\.json|tsconfig.*\.json|\.mocharc.*|tests\/support\/setup\.ts|\.ci\/.*)$/;

/** The files that differ from a commit, and untracked ones; relative to the root. */
export async function changedSince(root: string, commit: string): Promise<string[]> {
    const git = async (...args: string[]): Promise<string[]> => {
        const { stdout, stderr, exitCode } = await execa("git", args, { cwd: root, reject: false });
        if (exitCode !== 0) {
            const why = stderr.split("\n")[0] ?? "";
            throw new Failure(
                `--changed "${commit}": git can't list the changes since then (${why}).`,
                exitCodes.usage,
            );
        }
        return stdout.split("\0").filter(Boolean);
    };
    const [known, unknown] = await Promise.all([
        git("diff", "--name-only", "--no-renames", "-z", commit, "--"),
        git("ls-files", "--others", "--exclude-standard", "-z"),
    ]);
    return [...new Set([...known, ...unknown])].sort();
}

/** Tests that changed files can affect: test files that use one of them, and the suites for their content. */
export function affected(graph: Uses, changed: readonly string[], tests: readonly string[]): Selection {
    const others: SuiteName[] = changed.length > 0 ? ["lint", "types", "generated"] : [];
    if (changed.some((file) => file.startsWith("toolchain/"))) others.push("go");
    if (changed.some((file) => fundamental.test(file))) return withFiles(tests, [...others, "go"]);
    const used = tests.map((test) => ({ test, files: [...graph.reachedFrom(test)] }));
    const isWithin = (file: string, one: string): boolean => one === file || one.startsWith(`${file}/`);
    // Data that nothing names may be read by anything.
    const isUnknown = (one: string): boolean =>
        !/\.(md|ts|mjs|cjs|js)$/.test(one) &&
        !used.some(({ files }) => files.some((file) => isWithin(file, one)));
    if (changed.some(isUnknown)) return withFiles(tests, others);
    const affects = (files: readonly string[]): boolean =>
        files.some((file) => changed.some((one) => isWithin(file, one)));
    return withFiles(
        used.filter(({ files }) => affects(files)).map(({ test }) => test),
        others,
    );
}

/** A notice of the tests that a selection leaves out. */
export function leftOut({ suites, files }: Selection, all: readonly string[]): string {
    const parts = (["unit", "engine"] as const).map((suite) => {
        const every = all.filter((file) => suiteOf(file) === suite).length;
        const chosen = (files ?? all).filter((file) => suiteOf(file) === suite).length;
        return `${every - chosen} of ${every} files of ${suite} tests`;
    });
    const whole = (["lint", "types", "generated", "go"] as const).filter((name) => !suites.includes(name));
    return `Left out, because their sources are unchanged: ${[...parts, ...whole].join(", ")}. CI runs everything.`;
}

/** Which files name which: imports, and all texts that are a path from the file or from the root. */
export class Uses {
    private readonly direct = new Map<string, readonly string[]>();

    constructor(private readonly root: string) {}

    /** All files and folders that a file uses, itself and those used by others that it uses included. */
    reachedFrom(file: string): Set<string> {
        const reached = new Set([file]);
        for (const one of reached) for (const next of this.of(one)) reached.add(next);
        return reached;
    }

    private of(file: string): readonly string[] {
        const known = this.direct.get(file) ?? [...(uses[file] ?? []), ...this.namedIn(file)];
        this.direct.set(file, known);
        return known;
    }

    private namedIn(file: string): string[] {
        if (!/\.(ts|mjs|cjs|js)$/.test(file)) return [];
        const text = readFileSync(path.join(this.root, file), "utf8");
        const texts = [...text.matchAll(/["'`]([\w.@-]*\/?[\w./@-]+)["'`]/g)].map(([, found = ""]) => found);
        // A word may be a folder by chance: only what has a slash, a dot or a dash is a path.
        return [...new Set(texts)]
            .filter((named) => /[./-]/.test(named))
            .flatMap((named) => this.found(file, named));
    }

    /** What a file means by a path: from its own folder, or from one that it is in. */
    private found(file: string, named: string): string[] {
        // The list of tests does not depend on the tested code.
        if (named.startsWith("tests/") && !file.startsWith("tests/")) return [];
        const own = path.dirname(file);
        if (named.startsWith(".")) {
            const meant = path.join(own, named);
            // A folder that it is in itself is where it starts from, on the way to something else.
            return `${own}/`.startsWith(`${meant.replace(/\/$/, "")}/`) ? [] : this.existing(meant);
        }
        const folders = own.split("/").map((_, depth, parts) => parts.slice(0, depth + 1).join("/"));
        for (const folder of [...folders.reverse(), "."]) {
            const existing = this.existing(path.join(folder, named));
            if (existing.length > 0) return existing;
        }
        return [];
    }

    private existing(name: string): string[] {
        if (name.startsWith("..") || name === "." || name.includes("node_modules")) return [];
        const candidates = [name, `${name}.ts`, path.join(name, "index.ts")].filter((candidate) =>
            existsSync(path.join(this.root, candidate)),
        );
        // A folder that is imported is its index; one that is named is all that is in it.
        const isFolder = (candidate: string): boolean =>
            statSync(path.join(this.root, candidate)).isDirectory();
        const [file] = candidates.filter((candidate) => !isFolder(candidate));
        return file === undefined ? candidates.slice(0, 1) : [file];
    }
}
