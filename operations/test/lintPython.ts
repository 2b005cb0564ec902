/**
 * Checks the Python code (the emulator and its tests) with one tool: `ruff check`, `ruff format --check` or `mypy`.
 * ruff and mypy are pinned with hashes in emulator/requirements-lint.txt and installed once, below
 * `~/.cache/plumbline`. mypy reads the types of moto and the other packages that the emulator imports.
 */
import { execa } from "execa";
import { type PackageSet, pythonWithPackages, root } from "../emulator/packages";

const linters: PackageSet = { name: "python-linters", requirements: "emulator/requirements-lint.txt" };

async function main([tool = "", ...args]: readonly string[]): Promise<void> {
    const python = await pythonWithPackages(() => undefined, linters);
    const own = tool === "mypy" ? ["--python-executable", await pythonWithPackages(() => undefined)] : [];
    const command = ["-m", tool, ...args, ...own];
    const result = await execa(python, command, { cwd: root, reject: false, stdio: "inherit" });
    if (result.exitCode === undefined) console.error(result.shortMessage);
    process.exitCode = result.exitCode ?? 3;
}

void main(process.argv.slice(2));
