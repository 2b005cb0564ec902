import { createRequire } from "node:module";
import { exitCodeHelp, operationExitCodes, type Register, stackOption } from "../../command";
import type * as implementation from "./run";
import type { EnvOptions } from "./run";
import { PLUMB } from "../../../model/plumb";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const env: Register = (program, { end }) =>
    program
        .command("env")
        .summary("print the settings of plain `pulumi` for this shell")
        .description(
            `Prints shell commands that set up plain \`pulumi\` for this project: eval "$(${PLUMB} env)", then ` +
                "`pulumi preview --stack local`. Your own backend and passphrase stay; for an emulated stack, " +
                "AWS's credentials and endpoint become those of the running emulator: repeat it after a restart.",
        )
        .addOption(stackOption())
        .addHelpText("after", exitCodeHelp(operationExitCodes))
        .action(async (options: EnvOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.env(options));
        });
