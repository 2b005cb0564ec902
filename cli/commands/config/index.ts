import { createRequire } from "node:module";
import { exitCodeHelp, jsonOption, type Register, stackOption } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { ConfigOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const config: Register = (program, { end }) =>
    program
        .command("config")
        .summary("print what a stack's settings amount to, and where each comes from")
        .description(
            "Prints what Pulumi.yaml and Pulumi.<stack>.yaml amount to, with the file and line of each value, and what " +
                "the stack takes out of what its project shares. Encrypted values are not shown. Changes nothing: " +
                "`pulumi config set` does.",
        )
        .addOption(stackOption())
        .option("--defaults", "print what no file says, too")
        .addOption(jsonOption())
        .addHelpText("after", exitCodeHelp(meaningsOf("done", "usage")))
        .action((options: ConfigOptions) => {
            const operation = load("./run") as typeof implementation;
            end(operation.config(options));
        });
