import { createRequire } from "node:module";
import { exitCodeHelp, operationExitCodes, type Register, stackOption } from "../../command";
import type * as implementation from "./run";
import type { DownOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const down: Register = (program, { end }) =>
    program
        .command("down")
        .summary("stop the emulator and forget the stack")
        .description(
            "Stops the emulator, which takes all that it holds with it, and removes the stack's state. `destroy` deletes " +
                "the resources one by one, as in real AWS. Refuses a stack in real AWS, which `destroy` deletes.",
        )
        .addOption(stackOption())
        .addHelpText("after", exitCodeHelp(operationExitCodes))
        .action(async (options: DownOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.down(options));
        });
