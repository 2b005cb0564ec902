import { awsFailure } from "../../../operations/parts/awsFailure";
import { deployedPart, needPart } from "../../../operations/parts/parts";
import { endingAs, type ExitCode } from "../../../operations/pulumi/exitCodes";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import { environmentFor } from "../../../operations/shell/environment";
import { resolved } from "../../../operations/shell/secrets";
import { runForeground } from "../../../operations/shell/start";
import { variablesOf, WITH_VARIABLES } from "../../../operations/shell/variables";
import { openDeployed } from "../../deployed";
import { loadStack } from "../../stack";

export interface ShellOptions {
    readonly stack: string;
}

/** `plumb shell`: see index.ts. */
export async function shell(
    given: string,
    { stack }: ShellOptions,
    command: readonly string[],
): Promise<ExitCode> {
    const settings = loadStack(stack);
    const named = needPart(given, settings, WITH_VARIABLES, "shell");
    const program = command.length > 0 ? command : ownShell();
    const { engine, resources, client, ask } = await openDeployed(settings);
    const part = deployedPart(named, resources, stack);
    const variables = await variablesOf(part, client)
        .then(async ({ plain, secret }) => ({ ...plain, ...(await resolved(secret, ask)) }))
        .catch((error: unknown) => {
            throw awsFailure(`The variables of ${named.id} could not be read`, error);
        });
    return endingAs(await runForeground(program, environmentFor(engine, settings.region, variables)));
}

/** @throws Failure where there is no terminal for a shell */
function ownShell(): string[] {
    if (process.stdin.isTTY) return [process.env["SHELL"] ?? "/bin/sh"];
    throw new Failure(
        "There is no terminal for a shell: name a command after --, such as `-- npm test`.",
        exitCodes.usage,
    );
}
