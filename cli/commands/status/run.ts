import { needPart } from "../../../operations/parts/parts";
import type { ExitCode } from "../../../operations/pulumi/failure";
import type { Row } from "../../../operations/status/row";
import { endOf, showStatus, statusJson } from "../../../operations/status/show";
import { statusOf, WATCHED } from "../../../operations/status/status";
import { openDeployed } from "../../deployed";
import { loadStack } from "../../stack";
import { runSteps } from "../../terminal/progress";

export interface StatusOptions {
    readonly stack: string;
    readonly json?: boolean;
}

/** `plumb status`: see index.ts. */
export async function status(given: string | undefined, { stack, json }: StatusOptions): Promise<ExitCode> {
    const settings = loadStack(stack);
    const only = given === undefined ? undefined : needPart(given, settings, WATCHED, "status");
    const { resources, ...asked } = await openDeployed(settings);
    let rows: readonly Row[] = [];
    const look = async (): Promise<void> => {
        rows = await statusOf(settings, resources, asked, only);
    };
    // A second or two: on a terminal it shows that something happens, elsewhere it would be a line too many.
    await (process.stderr.isTTY ? runSteps([{ title: `Asking about stack "${stack}"`, run: look }]) : look());
    if (json) console.log(JSON.stringify(statusJson(stack, rows), undefined, 2));
    else if (rows.length === 0) console.log(`Stack "${stack}" has nothing that runs.`);
    else console.log(showStatus(rows));
    return endOf(rows);
}
