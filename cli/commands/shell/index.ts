import { createRequire } from "node:module";
import { exitCodeHelp, operationExitCodes, type Register, stackOption } from "../../command";
import { endings } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { ShellOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const shell: Register = (program, { end, extra }) =>
    program
        .command("shell")
        .usage("[options] <part> [-- <command> …]")
        .argument("<part>", "the service, task or function, as <kind>/<name>")
        .summary("run a command on this machine with the variables of a part")
        .description(
            "Runs a command, by default your shell, on this machine with the variables that a service, task or function has in AWS, " +
                "secrets included, and with the region; on the emulator also with its address and credentials. Values are never " +
                "shown or written anywhere: see docs/looking.md.",
        )
        .addOption(stackOption())
        .addHelpText(
            "after",
            exitCodeHelp({ ...operationExitCodes, inconclusive: endings.inconclusive.meaning }) +
                "\n  n    any other: the exit code of the command",
        )
        .action(async (part: string, options: ShellOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.shell(part, options, extra));
        });
