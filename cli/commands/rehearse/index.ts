import { createRequire } from "node:module";
import { Option } from "commander";
import { exitCodeHelp, jsonOption, operationExitCodes, type Register, policyPackOption } from "../../command";
import type * as implementation from "./run";
import type { RehearseOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const rehearse: Register = (program, { end }) =>
    program
        .command("rehearse")
        .summary("deploy another stack's configuration to a scratch emulator")
        .description(
            "Deploys a stack's own configuration to an emulator of its own, with a state of its own, shows what that " +
                "made, and ends the emulator, which takes it all away. Touches neither the stack nor AWS. With --policy-pack, " +
                "the policies judge what would be created, and then what is deployed, of which every value is known.",
        )
        .argument("<stack>", "the stack, as in Pulumi.<stack>.yaml")
        .option("--preview", "only show what would be created")
        .addOption(policyPackOption())
        .option(
            "--destroy",
            "delete it resource by resource first, and prove that nothing is left in the account",
        )
        .addOption(
            new Option("--keep", "leave emulator and state running, and say where they are").conflicts(
                "destroy",
            ),
        )
        .addOption(jsonOption())
        .addHelpText("after", exitCodeHelp(operationExitCodes))
        .action(async (stack: string, options: RehearseOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.rehearse(stack, options));
        });
