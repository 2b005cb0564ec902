import { alertsOf, showAlarms, showAlerts } from "../../../operations/alerts/alerts";
import { type ExitCode, exitCodes } from "../../../operations/pulumi/failure";
import { readState } from "../../../operations/state/stacks";
import { loadStack, openState } from "../../stack";

export interface AlertsOptions {
    readonly stack: string;
    readonly alarms?: boolean;
    readonly json?: boolean;
}

/** `plumb alerts`: see index.ts. */
export async function alerts({ stack, alarms, json }: AlertsOptions): Promise<ExitCode> {
    const settings = loadStack(stack);
    const state = await readState(await openState(stack, settings));
    const found = alertsOf(settings, state?.resources ?? []);
    if (json) console.log(JSON.stringify({ stack, ...found }, undefined, 2));
    else console.log(showAlerts(found) + (alarms ? `\n\n${showAlarms(found)}` : ""));
    return exitCodes.done;
}
