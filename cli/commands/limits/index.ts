import { createRequire } from "node:module";
import { exitCodeHelp, jsonOption, operationExitCodes, type Register, stackOption } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { LimitsOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const limits: Register = (program, { end }) =>
    program
        .command("limits")
        .summary("see whether the account has room for a stack")
        .description(
            "Compares a stack's needs when everything has scaled out (from a preview) with the account's service " +
                "quotas, the use by other stacks, and the free addresses of the subnets: see " +
                "docs/limits.md. `up` does this first; for an emulated stack, and for a rehearsal, only limits of the " +
                "stack's own resources count. Changes nothing.",
        )
        .addOption(stackOption())
        .addOption(jsonOption())
        .addHelpText(
            "after",
            exitCodeHelp({
                ...operationExitCodes,
                done: "all fits, as far as is known",
                ...meaningsOf("noRoom"),
            }),
        )
        .action(async (options: LimitsOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.limits(options));
        });
