import { endAccount } from "../../../operations/pulumi/endAccount";
import { type ExitCode, exitCodes, Failure } from "../../../operations/pulumi/failure";
import type { Member } from "../../../operations/projects/graph";
import { watchInterrupts } from "../../../operations/pulumi/signals";
import { inEachProject, namesInWorkspace } from "../../projects";
import { loadStack, openStack } from "../../stack";
import { PLUMB } from "../../../model/plumb";

export interface DownOptions {
    readonly stack: string;
}

/** `plumb down`: see index.ts. */
export async function down(options: DownOptions): Promise<ExitCode> {
    const round = { stack: options.stack, backwards: true, untilFailure: true };
    return inEachProject(round, (members) => downOne(options, members));
}

/** @param among stacks that go with it */
async function downOne(options: DownOptions, among: readonly Member[]): Promise<ExitCode> {
    const settings = loadStack(options.stack);
    if (settings.emulator === undefined) {
        throw new Failure(
            `Stack "${options.stack}" is in real AWS. To destroy it: ${PLUMB} destroy --stack ${options.stack}`,
            exitCodes.usage,
        );
    }
    const interrupts = watchInterrupts();
    try {
        const opened = await openStack(settings, { emulator: "untouched" });
        const engine = { ...opened.engine, signal: interrupts.signal };
        const stopped = await endAccount(engine, namesInWorkspace(among));
        console.log(
            `Stack "${engine.stack}" is removed, the emulator ${stopped ? "stopped" : "was not running"}.`,
        );
        return exitCodes.done;
    } finally {
        interrupts.stop();
    }
}
