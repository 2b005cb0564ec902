import { createRequire } from "node:module";
import { Option } from "commander";
import { ENVIRONMENTS } from "../../../policy-pack/core/profiles";
import { exitCodeHelp, jsonOption, operationExitCodes, type Register, stackOption } from "../../command";
import type * as implementation from "./run";
import type { PolicyOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const policy: Register = (program, { end }) =>
    program
        .command("policy")
        .summary("run the policies on what is deployed")
        .description(
            "Runs the policy pack on a stack's deployed state: also what a preview could not judge, because values " +
                "were not known. Changes nothing and asks nobody but the state's backend. Rules: docs/reference/policies.md.",
        )
        .addOption(stackOption())
        .option("--file <state.json>", "look at an exported state in a file instead, of any Pulumi program")
        .addOption(
            new Option("--environment <name>", "how strict; default: by the stack's name").choices(
                ENVIRONMENTS,
            ),
        )
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
