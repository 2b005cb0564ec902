import { createRequire } from "node:module";
import { Option } from "commander";
import { exitCodeHelp, jsonOption, type Register, stackOption } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { InvokeOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const invoke: Register = (program, { end }) =>
    program
        .command("invoke")
        .argument("<function>", "the function, as function/<name>")
        .summary("call a function of a stack")
        .description(
            "Calls the live alias of a deployed function with an event, and prints its answer; of an error also the end of its " +
                "log: see docs/looking.md. A stack of tier prod in AWS is asked about first.",
        )
        .addOption(stackOption())
        .addOption(
            new Option(
                "-d, --data <event>",
                "the event: JSON, @file for that of a file, - for standard input",
            ).default("{}"),
        )
        .addOption(
            new Option("--async", "do not wait: Lambda queues the event, and repeats it after an error"),
        )
        .addOption(
            new Option("-y, --yes", "don't ask before calling a function of a stack of tier prod in AWS"),
        )
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp(
                meaningsOf("done", "failed", "usage", "missing", "inconclusive", "threw", "interrupted"),
            ),
        )
        .action(async (name: string, options: InvokeOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.invoke(name, options));
        });
