import { createRequire } from "node:module";
import { InvalidArgumentError, Option } from "commander";
import { exitCodeHelp, jsonOption, operationExitCodes, type Register } from "../../command";
import type * as implementation from "./run";
import type { BenchOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const bench: Register = (program, { end }) =>
    program
        .command("bench")
        .summary("measure the promises of docs/performance.md")
        .description(
            "Measures ratios, side by side and in turns, on a local stack that is deployed to a scratch emulator for " +
                "it, and compares them with their goals. Ratios hold on other machines; absolute times do not.",
        )
        .option(
            "--rows <numbers>",
            "only these rows, such as 1,3; 14 to 16 are measured only if they are named here",
            numbers,
        )
        .addOption(
            new Option(
                "--peers",
                "only the rows that compare with OpenTofu, 14 and 16, and those of --rows; it is built first, which takes minutes",
            ).conflicts("seconds"),
        )
        .option("--runs <number>", "how often each side is measured", (text) => numbers(text)[0] ?? 0, 10)
        .addOption(
            new Option(
                "--seconds [stack]",
                "medians in seconds instead of ratios: of the sample, of 260 functions, or of both",
            )
                .choices(["all", "sample", "functions"])
                .preset("all")
                .conflicts("rows"),
        )
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                done: "measured, whether the goals are met or not",
                failed: "a measurement has failed",
                usage: "wrong usage",
            }),
        )
        .action(async (options: BenchOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.bench(options));
        });

function numbers(text: string): number[] {
    return text.split(",").map((part) => {
        if (!/^[1-9]\d?$/.test(part.trim())) throw new InvalidArgumentError(`"${part}" is no number from 1.`);
        return Number(part);
    });
}
