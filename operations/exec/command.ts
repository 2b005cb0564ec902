/** A command in a container: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ExecuteCommand.html */
import { type ECSClient, ExecuteCommandCommand } from "@aws-sdk/client-ecs";
import { exitCodes, Failure } from "../pulumi/failure";
import { runningContainer } from "../sessions/containers";
import { pluginFor, type Program } from "../sessions/plugin";
import type { Part } from "../parts/parts";

/**
 * Begins a session in a container of a service, which the plugin goes on with.
 *
 * @param version of the plugin
 * @throws Failure if no container takes it
 */
export async function beginCommand(
    part: Part,
    words: readonly string[],
    {
        ecs,
        region,
        version,
    }: { readonly ecs: Pick<ECSClient, "send">; readonly region: string; readonly version: string },
): Promise<Program> {
    const found = await runningContainer(part, ecs);
    if (typeof found === "string") throw new Failure(`${found}.`, exitCodes.missing);
    const { cluster, task, container, target } = found;
    const { session } = await ecs.send(
        new ExecuteCommandCommand({
            cluster,
            task,
            container,
            interactive: true,
            command: commandLine(words),
        }),
    );
    return pluginFor(
        { SessionId: session?.sessionId, StreamUrl: session?.streamUrl, TokenValue: session?.tokenValue },
        { Target: target },
        region,
        version,
    );
}

/** ECS takes one line, and splits it into words as a shell does, with its quotes. */
function commandLine(words: readonly string[]): string {
    const safe = /^[\w@%+=:,./-]+$/;
    return words.map((word) => (safe.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`)).join(" ");
}
