/** What of a stack in AWS leads to a database: a server or a container that uses it, and that Systems Manager reaches. */
import { ECSClient } from "@aws-sdk/client-ecs";
import { nodes } from "../../config/order";
import type { Settings } from "../../config/validate";
import { parseUse } from "../../model/uses";
import type { Ask } from "../aws/ask";
import { groupsNamed } from "../aws/scalingGroups";
import { findPart, ofType, type Part, textOf } from "../parts/parts";
import type { ClientSettings } from "../pulumi/awsClient";
import { exitCodes, Failure } from "../pulumi/failure";
import { runningContainer } from "../sessions/containers";
import type { Resource } from "../state/resource";

export interface Hop {
    /** As Systems Manager calls it. */
    readonly target: string;
    /** The part whose instance or task it is. */
    readonly through: string;
}

/**
 * Finds one. Its security group lets it to the database, because it uses it.
 * @throws Failure that says what there would have to be
 */
export async function findHop(
    id: string,
    settings: Settings,
    resources: readonly Resource[],
    { client, ask }: { readonly client: ClientSettings; readonly ask: Ask },
): Promise<Hop> {
    const { shell } = settings.containers;
    const users = nodes(settings).filter(
        ({ kind, linked }) =>
            (kind === "server" || kind === "service") && linked.some((use) => parseUse(use).id === id),
    );
    const ecs = new ECSClient(client);
    const reasons: string[] = [];
    // Servers first: their instances stay, and tasks come and go.
    for (const kind of ["server", "service"] as const) {
        for (const node of users.filter((one) => one.kind === kind)) {
            const part = findPart(node, resources);
            const found =
                part === undefined
                    ? `${node.id} is not deployed`
                    : kind === "server"
                      ? await onlineInstance(part, ask)
                      : shell
                        ? await containerOf(part, ecs)
                        : `${node.id} has no ECS Exec, because plumbline:containers.shell is false`;
            if (typeof found !== "string") return found;
            reasons.push(found);
        }
    }
    throw new Failure(
        `${id} is in the VPC of stack "${settings.stack}", and nothing there leads to it: that takes a server with \`uses: [${id}]\`, ` +
            `or a service with it and plumbline:containers.shell: true.${reasons.map((reason) => `\n  ${reason}`).join("")}`,
        exitCodes.missing,
    );
}

async function containerOf(part: Part, ecs: ECSClient): Promise<Hop | string> {
    const found = await runningContainer(part, ecs);
    return typeof found === "string"
        ? found
        : { target: found.target, through: `${part.id} (task ${found.task})` };
}

/** An instance in service whose agent Systems Manager knows. */
async function onlineInstance(part: Part, ask: Ask): Promise<Hop | string> {
    const name = textOf(ofType(part, "aws:autoscaling/group:Group")[0], "name");
    const [group] = name === undefined ? [] : await groupsNamed([name], ask);
    const inService = (group?.instances ?? [])
        .filter(({ state }) => state === "InService")
        .map((one) => one.id);
    if (inService.length === 0) return `${part.id} has no instance in service`;
    const text = await ask({
        service: "ssm",
        method: "POST",
        target: "AmazonSSM.DescribeInstanceInformation",
        body: JSON.stringify({ Filters: [{ Key: "InstanceIds", Values: inService }] }),
    });
    const { InstanceInformationList: known = [] } = JSON.parse(text) as {
        readonly InstanceInformationList?: readonly {
            readonly InstanceId: string;
            readonly PingStatus: string;
        }[];
    };
    const online = known.find(({ PingStatus }) => PingStatus === "Online");
    return online === undefined
        ? `${part.id} has no instance that is online at Systems Manager`
        : { target: online.InstanceId, through: `${part.id} (${online.InstanceId})` };
}
