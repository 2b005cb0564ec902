import { createRequire } from "node:module";
import { Option } from "commander";
import {
    exitCodeHelp,
    jsonOption,
    operationExitCodes,
    type Register,
    policyPackConfigOption,
    policyPackOption,
} from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { RehearseOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const rehearse: Register = (program, { end }) =>
    program
        .command("rehearse")
        .summary("deploy another stack's configuration to a scratch emulator")
        .description(
            "Deploys a stack's own configuration to an emulator of its own, with a state of its own, shows the " +
                "result, and ends the emulator, and with it all resources. Touches neither the stack nor AWS. With --policy-pack, " +
                "the policies judge the preview, and then the deployed state, in which every value is known.",
        )
        .argument("<stack>", "the stack, as in Pulumi.<stack>.yaml")
        .option("--preview", "only show the preview")
        .option("--no-limits", "don't check first whether AWS allows as much of the stack's own resources")
        .addOption(policyPackOption())
        .addOption(policyPackConfigOption())
        .option(
            "--destroy",
            "delete it resource by resource first, and prove that nothing is left in the account",
        )
        .addOption(
            new Option("--keep", "keep the emulator and the state, and print their places").conflicts(
                "destroy",
            ),
        )
        .addOption(jsonOption())
        .addHelpText("after", exitCodeHelp({ ...operationExitCodes, ...meaningsOf("noRoom") }))
        .action(async (stack: string, options: RehearseOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.rehearse(stack, options));
        });
