import { createRequire } from "node:module";
import { Option } from "commander";
import { ENVIRONMENTS } from "../../../policy-pack/core/profiles";
import {
    exitCodeHelp,
    jsonOption,
    operationExitCodes,
    policyPackConfigOption,
    type Register,
    stackOption,
} from "../../command";
import type * as implementation from "./run";
import type { PolicyOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const policy: Register = (program, { end }) =>
    program
        .command("policy")
        .summary("run the policies on the deployed state")
        .description(
            "Runs the policy pack on a stack's deployed state, where the values are known that a preview could not " +
                "judge. Changes nothing, and reads the state's backend only. Rules: docs/reference/policies.md.",
        )
        .addOption(stackOption())
        .option("--file <state.json>", "use an exported state of any Pulumi program instead")
        .addOption(
            new Option(
                "--environment <name>",
                "the environment whose levels apply; default: by the stack's name",
            ).choices(ENVIRONMENTS),
        )
        .addOption(policyPackConfigOption())
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                done: "done; no mandatory policy is broken",
                failed: "a mandatory policy is broken, or the policies could not be run",
            }),
        )
        .action(async (options: PolicyOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.policy(options));
        });
