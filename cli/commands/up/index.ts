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
            "Deploys a stack. On the emulated one (the default) this needs no AWS account and asks nothing: toolchain " +
                "and emulator are set up and started first, if need be. On a stack in real AWS the changes are " +
                "shown and asked about; backend and credentials are those you have set for pulumi.",
        )
        .addOption(stackOption())
        .addOption(yesOption())
        .addOption(jsonOption())
        .option(
            "--no-limits",
            "don't look first whether an account in real AWS has room; an emulator has no limits to look at",
        )
        .usage(usageWithExtra)
        .addHelpText("after", exitCodeHelp({ ...operationExitCodes, ...meaningsOf("noRoom") }))
        .action(async (options: UpOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.up(options, extra));
        });
