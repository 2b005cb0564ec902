/** Packages of functions and layers in Python, installed for Lambda's platform. */
import { spawnSync } from "node:child_process";
import {
    cpSync,
    existsSync,
    mkdirSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";

import { entriesOf } from "../checks/walk";
import { digest, keep, shortDigest } from "./store";

/** What packages are installed for. */
export interface PythonPlace {
    /** Folder with the list of packages, from the project's. */
    readonly code: string;
    readonly runtime: string;
    readonly architecture: "arm64" | "x86_64";
    /** Folder in the package that they go into; a layer's is `python`. @default the package itself */
    readonly into?: string;
}

/** The lists of packages that are known, the first of which counts. */
const LISTS = ["uv.lock", "requirements.txt"] as const;

/** The list of packages in a folder; undefined if there is none. */
export function packageList(root: string, code: string): (typeof LISTS)[number] | undefined {
    return LISTS.find((name) => existsSync(join(root, code, name)));
}

/**
 * A folder with code and the packages that it lists. What was installed before for the same list is not installed again.
 *
 * @returns its path, from the project's folder
 * @throws Error that says in one line what is wrong with the list
 */
export function withPackages(root: string, place: PythonPlace): string {
    const { code, into = "." } = place;
    const packages = installed(root, place);
    const own = entriesOf(join(root, code)).filter(
        ({ path, type }) => type === "file" && !/(^|\/)(__pycache__|\.venv)\//.test(path),
    );
    const lines = own.map(({ path }) => `${path} ${digest(readFileSync(join(root, code, path)))}`);
    return keep(root, shortDigest([packages, into, ...lines].join("\n")), (folder) => {
        mkdirSync(folder, { recursive: true });
        cpSync(join(root, packages), join(folder, into), { recursive: true });
        for (const { path } of own) cpSync(join(root, code, path), join(folder, path));
    });
}

/** Part of the name of what was installed: another way to install. */
const FORM = 1;

/** The folder with installed packages. */
function installed(root: string, place: PythonPlace): string {
    const text = requirements(root, place);
    const key = shortDigest(JSON.stringify([FORM, text, platforms(place), versionOf(place)]));
    return keep(root, `python-${key}`, (folder) => {
        mkdirSync(folder, { recursive: true });
        // Beside the list: it may name files there.
        const list = join(root, place.code, `.requirements-${basename(folder)}.txt`);
        writeFileSync(list, text);
        try {
            run("python3", pip(place, list, folder), join(root, place.code));
        } finally {
            rmSync(list, { force: true });
        }
        tidy(folder);
    });
}

/** The list for pip; of a lock file as uv writes it. */
function requirements(root: string, { code }: PythonPlace): string {
    const folder = join(root, code);
    if (packageList(root, code) === "requirements.txt")
        return readFileSync(join(folder, "requirements.txt"), "utf8");
    return run(
        "uv",
        ["export", "--frozen", "--no-dev", "--no-emit-project", "--no-header", "--quiet"],
        folder,
    );
}

function pip(place: PythonPlace, list: string, folder: string): string[] {
    return [
        ...["-m", "pip", "install", "--requirement", list, "--target", folder],
        // Nothing is built here, for this machine.
        "--only-binary=:all:",
        ...platforms(place).flatMap((platform) => ["--platform", platform]),
        ...["--python-version", versionOf(place), "--implementation", "cp"],
        ...["--no-compile", "--no-input", "--disable-pip-version-check", "--quiet"],
    ];
}

/** 3.13 of python3.13. */
function versionOf({ runtime }: PythonPlace): string {
    return runtime.replace("python", "");
}

/**
 * Platforms of wheels that run in Lambda: Amazon Linux 2 has version 2.26 of the C library, Amazon Linux 2023 (from Python 3.12
 * on) has 2.34. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
 */
function platforms(place: PythonPlace): string[] {
    const processor = place.architecture === "arm64" ? "aarch64" : "x86_64";
    const newer = Number(versionOf(place).split(".")[1]) >= 12 ? ["2_34", "2_31", "2_28", "2_27"] : [];
    return [...newer, "2_26", "2_24", "2_17"]
        .map((version) => `manylinux_${version}_${processor}`)
        .concat(`manylinux2014_${processor}`);
}

/** Removes what depends on this machine: commands, which name its Python, and compiled files. */
function tidy(folder: string): void {
    rmSync(join(folder, "bin"), { recursive: true, force: true });
    for (const entry of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        const place = join(folder, entry);
        if (basename(entry) === "__pycache__") rmSync(place, { recursive: true, force: true });
        if (basename(entry) !== "RECORD" || !statSync(place, { throwIfNoEntry: false })?.isFile()) continue;
        const lines = readFileSync(place, "utf8").split("\n");
        writeFileSync(place, lines.filter((line) => !/(^|\/)bin\//.test(line)).join("\n"));
    }
}

/** The output of a command. @throws Error with what it says */
function run(command: string, args: readonly string[], cwd: string): string {
    const { error, status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: "utf8" });
    if (error !== undefined) {
        const what =
            command === "uv" ? "uv (https://docs.astral.sh/uv) on the PATH, or a requirements.txt" : command;
        throw new Error(`needs ${what}: ${error.message}`);
    }
    if (status === 0) return stdout;
    const lines = stderr.split("\n").filter((line) => line.trim() !== "");
    const errors = lines.filter((line) => /^error/i.test(line));
    throw new Error((errors.length > 0 ? errors : lines.slice(-1)).join("; ").replace(/^error: /i, ""));
}
