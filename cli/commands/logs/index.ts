import { createRequire } from "node:module";
import { InvalidArgumentError, Option } from "commander";
import { exitCodeHelp, type Register, stackOption, wholeNumber } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { LogsOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const logs: Register = (program, { end }) =>
    program
        .command("logs")
        .argument("<part>", "the part, as <kind>/<name>: function/orders")
        .summary("show the log of a part of a stack")
        .description(
            "Shows the last lines of a part's log groups in CloudWatch Logs, and goes on with --follow until Ctrl-C: see " +
                "docs/looking.md. Every kind that has a log group has one: functions, services, tasks, servers, APIs, databases.",
        )
        .addOption(stackOption())
        .addOption(
            new Option(
                "--since <time>",
                "begin there: 30s, 15m, 2h, 3d, or a time such as 2026-01-31T09:00Z",
            ).default("15m"),
        )
        .addOption(
            new Option("-n, --lines <number>", "show at most so many of the last lines")
                .argParser(atLeastOne)
                .default(200),
        )
        .addOption(
            new Option("--filter <pattern>", "only lines that fit this filter pattern of CloudWatch Logs"),
        )
        .addOption(new Option("-f, --follow", "go on with new lines until Ctrl-C"))
        .addOption(new Option("--json", "print each line as JSON; all else goes to standard error"))
        .addHelpText(
            "after",
            exitCodeHelp({
                ...meaningsOf("done", "failed", "usage", "missing", "inconclusive"),
                interrupted: "interrupted, which is also how --follow ends",
            }),
        )
        .action(async (part: string, options: LogsOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.logs(part, options));
        });

function atLeastOne(text: string): number {
    const number = wholeNumber(text);
    if (number < 1) throw new InvalidArgumentError("It must be at least 1.");
    return number;
}
