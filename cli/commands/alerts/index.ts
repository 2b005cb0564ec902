import { createRequire } from "node:module";
import { exitCodeHelp, jsonOption, type Register, stackOption } from "../../command";
import { meaningsOf } from "../../../operations/pulumi/exitCodes";
import type * as implementation from "./run";
import type { AlertsOptions } from "./run";

// Loaded when the command runs: `plumb --help` needs none of it.
const load = createRequire(__filename);

export const alerts: Register = (program, { end }) =>
    program
        .command("alerts")
        .summary("show who gets which alerts")
        .description(
            "Shows who gets the alerts of a stack, by severity and by whom they concern: the recipients that the stack file " +
                "names, and the alarms of the deployed stack, by its state. Asks AWS nothing: see docs/alerts.md.",
        )
        .addOption(stackOption())
        .option("--alarms", "list every alarm as well")
        .addOption(jsonOption())
        .addHelpText("after", exitCodeHelp(meaningsOf("done", "failed", "usage", "missing", "interrupted")))
        .action(async (options: AlertsOptions) => {
            const operation = load("./run") as typeof implementation;
            end(await operation.alerts(options));
        });
