import { ECSClient } from "@aws-sdk/client-ecs";
import { PLUMB } from "../../../model/plumb";
import { beginCommand } from "../../../operations/exec/command";
import { awsFailure } from "../../../operations/parts/awsFailure";
import { deployedPart, needPart } from "../../../operations/parts/parts";
import { endingAs, type ExitCode } from "../../../operations/pulumi/exitCodes";
import { exitCodes, Failure } from "../../../operations/pulumi/failure";
import { pluginVersion } from "../../../operations/sessions/plugin";
import { runForeground } from "../../../operations/shell/start";
import { openDeployed } from "../../deployed";
import { agreesToProd } from "../../outcome";
import { loadStack } from "../../stack";
import { notice } from "../../terminal/report";

export interface ExecOptions {
    readonly stack: string;
    readonly yes?: boolean;
}

/** `plumb exec`: see index.ts. */
export async function exec(given: string, options: ExecOptions, words: readonly string[]): Promise<ExitCode> {
    const { stack } = options;
    const settings = loadStack(stack);
    const named = needPart(given, settings, ["service"], "exec");
    const command = words.length > 0 ? words : ["/bin/sh"];
    if (settings.emulator !== undefined) {
        throw new Failure(
            `Stack "${stack}" is on the emulator, which has no containers to run a command in. With the variables of ${named.id} on ` +
                `this machine: ${PLUMB} shell ${named.id} --stack ${stack} -- ${command.join(" ")}`,
            exitCodes.usage,
        );
    }
    if (!settings.containers.shell) {
        throw new Failure(
            `Containers of stack "${stack}" take no commands, because plumbline:containers.shell is false. Set it to true and deploy: ` +
                "ECS then starts new tasks that do.",
            exitCodes.usage,
        );
    }
    const version = await pluginVersion();
    if (
        !(await agreesToProd(
            settings,
            `Run ${command.join(" ")} in ${named.id} of stack "${stack}"?`,
            options,
        ))
    ) {
        notice("Nothing was run.");
        return exitCodes.failed;
    }
    const { resources, client } = await openDeployed(settings);
    const part = deployedPart(named, resources, stack);
    const { region } = client;
    const program = await beginCommand(part, command, { ecs: new ECSClient(client), region, version }).catch(
        (error: unknown) => {
            throw awsFailure(`No command could be run in ${named.id}`, error);
        },
    );
    return endingAs(await runForeground(program.command, { ...process.env, ...program.variables }));
}
