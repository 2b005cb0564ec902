/**
 * Lints .github/workflows, and those that `plumb init` writes: actionlint finds what GitHub would refuse or misread, zizmor
 * what an attacker could abuse. Both are pinned in toolchain/linters, with hashes, and set up once, below
 * `~/.cache/plumbline` like everything else. Neither uses the network, so that the result depends on the repository only.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { type PackageSet, pythonWithPackages, root } from "../emulator/packages";
import { defaultAnswers } from "../init/answers";
import { projectFiles } from "../init/files";
import { placeOf } from "../init/place";
import { writeFiles } from "../init/write";
import { goEnvironment } from "./goEnvironment";

const linters = path.join(root, "toolchain/linters");
const WORKFLOWS = ".github/workflows";

const zizmorPackages: PackageSet = { name: "linters", requirements: "toolchain/linters/requirements.txt" };

async function actionlint(folders: readonly string[]): Promise<number> {
    const files = folders.flatMap((folder) => readdirSync(folder).map((file) => path.join(folder, file)));
    // Without shellcheck and pyflakes, which would be used where a machine happens to have them.
    const env = await goEnvironment();
    return run("go", ["tool", "actionlint", "-shellcheck=", "-pyflakes=", ...files], linters, env);
}

async function zizmor(folders: readonly string[]): Promise<number> {
    const python = await pythonWithPackages(() => undefined, zizmorPackages);
    const program = path.join(path.dirname(python), "zizmor");
    return run(program, ["--offline", "--persona=pedantic", "--no-progress", "--quiet", ...folders], root);
}

async function run(
    program: string,
    args: readonly string[],
    cwd: string,
    env: Record<string, string> = {},
): Promise<number> {
    const result = await execa(program, args, { cwd, env, reject: false, stdio: "inherit" });
    if (result.exitCode === undefined) console.error(result.shortMessage);
    return result.exitCode ?? 3;
}

/** Writes projects as `plumb init` does: one that is a repository of its own, and one below another repository. */
function newProjects(scratch: string): string[] {
    return ["own", "around/shop"].map((place) => {
        const folder = path.join(scratch, place);
        const repository = path.join(scratch, place.split("/")[0] ?? "");
        mkdirSync(path.join(repository, ".git"), { recursive: true });
        const answers = { ...defaultAnswers("shop"), repository: "example/shop" };
        writeFiles(folder, projectFiles(answers, placeOf(folder, root)));
        return path.join(repository, WORKFLOWS);
    });
}

async function main(): Promise<void> {
    const scratch = mkdtempSync(path.join(tmpdir(), "plumb-lint-"));
    try {
        const folders = [path.join(root, WORKFLOWS), ...newProjects(scratch)];
        const codes = [await actionlint(folders), await zizmor(folders)];
        process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
    } finally {
        rmSync(scratch, { recursive: true });
    }
}

void main();
