/**
 * `npm run generate` writes every file that is made from sources; with `--check` it writes none, names the ones that
 * are not current, and exits with 1 if there are any.
 *
 * Pins are written by tests' own code, and checked by the unit tests: what each stack amounts to, its URNs, patterns of names, and messages of rules. The table of
 * the fire drill in docs/drift.md takes a drill: `npm run drill`.
 */
import * as path from "node:path";
import { execa } from "execa";
import { generateActions } from "./actions";
import { generateComponents } from "./components";
import { generateConfiguration } from "./configuration";
import { generateCorrections } from "./corrections";
import { generateDriftReport } from "./driftReport";
import { generatePolicies } from "./policies";
import { generatePrices } from "./prices";
import { generateRegions } from "./regions";
import { type Files, outdated, writeFiles } from "./write";

/** Each makes files from sources. */
const generators: readonly ((root: string) => Files | Promise<Files>)[] = [
    generateConfiguration,
    generateDriftReport,
    generatePrices,
    generateComponents,
    generatePolicies,
    generateCorrections,
    generateRegions,
    generateActions,
];

/** Programs of the tests that write pins, with what they need in their environment. */
const pins: readonly { readonly args: readonly string[]; readonly env?: Record<string, string> }[] = [
    { args: ["ts-node/dist/bin.js", "--transpile-only", "tests/config/effective/pin.ts"] },
    { args: ["ts-node/dist/bin.js", "--transpile-only", "tests/platform/urns/pin.ts"] },
    { args: ["ts-node/dist/bin.js", "--transpile-only", "tests/platform/names/pin.ts"] },
    { args: ["mocha/bin/mocha.js", "tests/policy-pack/mutations.test.ts"], env: { UPDATE_MESSAGES: "true" } },
];

async function main(): Promise<void> {
    const root = path.resolve(__dirname, "../..");
    const files = (await Promise.all(generators.map((generate) => generate(root)))).flat();
    if (process.argv.includes("--check")) {
        for (const name of outdated(root, files)) {
            console.error(`${name} is out of date; run: npm run generate`);
            process.exitCode = 1;
        }
        return;
    }
    writeFiles(root, files);
    console.log(`${files.length} files written; now the pins of stacks, URNs, names and messages`);
    for (const {
        args: [script = "", ...args],
        env = {},
    } of pins) {
        const program = path.join(root, "node_modules", script);
        await execa(process.execPath, [program, ...args], { cwd: root, env, stdio: "inherit" });
    }
}

void main();
