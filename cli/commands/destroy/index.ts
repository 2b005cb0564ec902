import { createRequire } from "node:module";
import {
    exitCodeHelp,
    operationExitCodes,
    type Register,
    stackOption,
    yesOption,
    usageWithExtra,
} from "../../command";
import type * as implementation from "./run";
import type { DestroyOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const destroy: Register = (program, { extra, end }) =>
    program
        .command("destroy")
        .summary("destroy all resources of a stack")
        .description(
            "Destroys all resources of a stack, after showing them and asking. The stack itself stays in the " +
                "state, and the emulator of an emulated stack keeps running.",
        )
        .addOption(stackOption())
        .addOption(yesOption())
        .usage(usageWithExtra)
        .addHelpText("after", exitCodeHelp(operationExitCodes))
        .action(async (options: DestroyOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.destroy(options, extra));
        });
