/**
 * Lints .github/workflows: actionlint finds what GitHub would refuse or misread, zizmor what an attacker could abuse.
 * Both are pinned in toolchain/linters, with hashes, and set up once, below `~/.cache/plumbline` like
 * everything else. Neither uses the network, so that the result depends on the repository only.
 */
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { execa } from "execa";
import { type PackageSet, pythonWithPackages, root } from "../emulator/packages";
import { goEnvironment } from "./goEnvironment";

const linters = path.join(root, "toolchain/linters");
const workflows = path.join(root, ".github/workflows");

const zizmorPackages: PackageSet = { name: "linters", requirements: "toolchain/linters/requirements.txt" };

async function actionlint(): Promise<number> {
    const files = readdirSync(workflows).map((file) => path.join(workflows, file));
    // Without shellcheck and pyflakes, which would be used where a machine happens to have them.
    const env = await goEnvironment();
    return run("go", ["tool", "actionlint", "-shellcheck=", "-pyflakes=", ...files], linters, env);
}

async function zizmor(): Promise<number> {
    const python = await pythonWithPackages(() => undefined, zizmorPackages);
    const program = path.join(path.dirname(python), "zizmor");
    return run(program, ["--offline", "--persona=pedantic", "--no-progress", "--quiet", workflows], root);
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

async function main(): Promise<void> {
    const codes = [await actionlint(), await zizmor()];
    process.exitCode = codes.every((code) => code === 0) ? 0 : 1;
}

void main();
