import { createRequire } from "node:module";
import { Option } from "commander";
import { exitCodeHelp, jsonOption, operationExitCodes, type Register, stackOption } from "../../command";
import type * as implementation from "./run";
import type { RunOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const run: Register = (program, { end }) =>
    program
        .command("run")
        .argument("<task>", "the task, as task/<name>")
        .summary("run a task of a stack once, with its log")
        .description(
            "Starts a task of a deployed stack, prints its log while it runs, and ends with its exit code: see " +
                "docs/tasks.md. Ctrl-C ends this command only; the task goes on, unless --stop is given.",
        )
        .addOption(stackOption())
        .addOption(new Option("--stop", "stop the task, too, when this command is interrupted"))
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                done: "the task has ended well",
                failed: "the task could not be run, or its code has failed",
            }) + "\n  n    any other: the exit code of the task's own command",
        )
        .action(async (task: string, options: RunOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.run(task, options));
        });
