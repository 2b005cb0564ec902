import { plainLines } from "../../../operations/drift/report/formats/text";
import { configuredClient, placeOf } from "../../../operations/pulumi/awsClient";
import { endingAs, type ExitCode } from "../../../operations/pulumi/exitCodes";
import { watchInterrupts } from "../../../operations/pulumi/signals";
import { deployedTask, needTask } from "../../../operations/run/deployed";
import { runTask } from "../../../operations/run/runTask";
import { notice } from "../../terminal/report";
import { loadStack, needBackend, openStack } from "../../stack";

export interface RunOptions {
    readonly stack: string;
    readonly stop?: boolean;
    readonly json?: boolean;
}

/** `plumb run`: see index.ts. */
export async function run(
    task: string,
    { stack, stop = false, json = false }: RunOptions,
): Promise<ExitCode> {
    const settings = loadStack(stack);
    const name = needTask(task, settings);
    needBackend(settings);
    const { engine } = await openStack(settings, { emulator: "running" });
    const deployed = await deployedTask(name, engine);
    const interrupts = watchInterrupts();
    try {
        const ended = await runTask(deployed, configuredClient(placeOf(engine, settings)), {
            signal: interrupts.signal,
            stop,
            started: (what) => {
                notice(`Started ${what}.`);
            },
            // It comes from AWS: control characters in it must not reach the terminal.
            line: (text) => (json ? process.stderr : process.stdout).write(`${plainLines(text)}\n`),
        });
        if (json) console.log(JSON.stringify(ended, undefined, 2));
        if (ended.reason !== undefined) notice(plainLines(ended.reason));
        if (ended.exitCode !== 0) notice(`task/${name} has ended with exit code ${ended.exitCode}.`);
        return endingAs(ended.exitCode);
    } finally {
        interrupts.stop();
    }
}
