import { createRequire } from "node:module";
import { InvalidArgumentError, Option } from "commander";
import { exitCodeHelp, operationExitCodes, type Register, wholeNumber } from "../../command";
import { suiteNames } from "../../../operations/test/suiteNames";
import type * as implementation from "./run";
import type { TestOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const test: Register = (program, { end }) =>
    program
        .command("test")
        .summary("check everything: lint, types, unit and engine tests")
        .description(
            "Sets up what is missing, checks everything, in the order of the suites below, and ends with the line " +
                "`N passed, N failed`.",
        )
        .addOption(
            new Option(
                "--only <what...>",
                `run these only: suites (${suiteNames.join(", ")}) or test files, by a part of their path`,
            ).conflicts("changed"),
        )
        .option(
            "--changed [commit]",
            "run only tests that can depend on files changed since a commit (default: the last one), and name " +
                "the suites left out",
        )
        .addOption(
            new Option(
                "--rule <name>",
                "run the tests of one policy: the tables of its service, and its mutation of this project's stacks",
            ).conflicts(["only", "changed"]),
        )
        .option(
            "--jobs <number>",
            "number of processes that run tests at once (default: one per core and 4 GiB of memory)",
            jobs,
        )
        .option("--slowest", "print the slowest files and cases")
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                done: "everything passed",
                failed: "something failed",
                usage: "wrong usage",
                missing: "the toolchain or the emulator could not be set up",
            }),
        )
        .action(async (options: TestOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.test(options));
        });

function jobs(text: string): number {
    const number = wholeNumber(text);
    if (number < 1 || number > 99) throw new InvalidArgumentError("It must be a whole number, 1 to 99.");
    return number;
}
