import { createRequire } from "node:module";
import {
    exitCodeHelp,
    jsonOption,
    operationExitCodes,
    type Register,
    stackOption,
    yesOption,
    usageWithExtra,
} from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { UpOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const up: Register = (program, { extra, end }) =>
    program
        .command("up")
        .summary("deploy a stack")
        .description(
            "Deploys a stack. The emulated one (the default) needs no AWS account and no answers: toolchain and " +
                "emulator are set up and started first if they are missing. For a stack in real AWS, `up` shows the " +
                "changes and asks; it uses your own backend and credentials of pulumi. A deployment fails, too, if " +
                "afterwards no task of a service runs, ECS has taken a service back to an earlier version, or the instances " +
                "of a server could not be replaced.",
        )
        .addOption(stackOption())
        .addOption(yesOption())
        .addOption(jsonOption())
        .option(
            "--no-limits",
            "don't check first whether the account has room, nor an emulated stack's own resources",
        )
        .usage(usageWithExtra)
        .addHelpText("after", exitCodeHelp({ ...operationExitCodes, ...meaningsOf("noRoom") }))
        .action(async (options: UpOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.up(options, extra));
        });
