// The toolchain from the command line: node toolchain/setup/main.mjs [ensure | locate | verify]
//
// ensure (default) finds, downloads or builds; locate only looks; verify compares all checksums. Prints the
// toolchain as JSON; progress goes to stderr. Exit code 3: none is available, and the setup failed.
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensure, locate, ToolchainError, verify } from "./index.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

/** @param {string} command */
async function main(command) {
    switch (command) {
        case "ensure":
            return print(await ensure(root, { onProgress: showProgress }));
        case "locate":
            return print(await locate(root));
        case "verify": {
            const toolchain = await locate(root);
            const bad = toolchain === undefined ? [] : await verify(toolchain);
            for (const file of bad) console.error(`${file} is missing or has another checksum`);
            return bad.length > 0 ? 1 : print(toolchain);
        }
        default:
            console.error("usage: main.mjs [ensure | locate | verify]");
            return 2;
    }
}

/**
 * Prints a toolchain and returns the exit code.
 * @param {import("./index.mjs").Toolchain | undefined} toolchain
 */
function print(toolchain) {
    if (toolchain === undefined) return 3;
    console.log(JSON.stringify(toolchain, null, 2));
    return 0;
}

let shown = "";

/** @param {import("./index.mjs").Progress} progress */
function showProgress({ step, fraction }) {
    const percent = fraction === undefined ? "" : ` ${Math.floor(fraction * 20) * 5} %`;
    if (step + percent === shown) return;
    shown = step + percent;
    console.error(shown);
}

try {
    process.exitCode = await main(process.argv[2] ?? "ensure");
} catch (error) {
    if (!(error instanceof ToolchainError)) throw error;
    console.error(error.message);
    process.exitCode = 3;
}
