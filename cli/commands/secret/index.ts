import { createRequire } from "node:module";
import type { Command } from "commander";
import { exitCodeHelp, jsonOption, type Register, stackOption } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { SecretOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);
const operation = (): typeof implementation => load("./run") as typeof implementation;

const endings = meaningsOf("done", "failed", "usage", "missing", "inconclusive", "interrupted");

export const secret: Register = (program, invocation) => {
    const command = program
        .command("secret")
        .summary("fill secrets and parameters by hand, and see which wait for a value")
        .description(
            "Secrets and parameters of a stack that its file gives no value: `set` fills one, `list` shows which have a " +
                "value, `check` fails while one waits. Values are never shown: see docs/names.md.",
        )
        .addHelpText("after", exitCodeHelp(endings));
    add(command, "set <name>", "write a value, read from standard input or from a hidden prompt")
        .addHelpText("after", exitCodeHelp(endings))
        .action(async (name: string, options: SecretOptions) => {
            invocation.end(await operation().set(name, options));
        });
    add(command, "list", "show secrets and parameters, and whether each has a value")
        .addHelpText("after", exitCodeHelp(endings))
        .action(async (options: SecretOptions) => {
            invocation.end(await operation().list(options));
        });
    add(command, "check", "fail while one of them waits for its value")
        .addHelpText("after", exitCodeHelp({ ...endings, failed: "one waits for its value" }))
        .action(async (options: SecretOptions) => {
            invocation.end(await operation().check(options));
        });
    return command;
};

function add(command: Command, usage: string, description: string): Command {
    return command
        .command(usage)
        .description(description)
        .addOption(stackOption())
        .addOption(jsonOption())
        .showHelpAfterError("(--help shows what there is)");
}
