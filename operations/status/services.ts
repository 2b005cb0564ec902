/** Services: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
import {
    DescribeServicesCommand,
    DescribeTaskDefinitionCommand,
    ECSClient,
    type Service,
} from "@aws-sdk/client-ecs";
import { ofType, type Part, textOf } from "../parts/parts";
import { chunks, grouped } from "../../model/lists";
import { clock } from "../text/clock";
import { type Condition, gone, type Look, type Row } from "./row";

/** Services in one request. */
const MOST = 10;

export const services: Look = async (parts, { client }) => {
    const ecs = new ECSClient(client);
    const placed = parts.flatMap((part) => {
        const [service] = ofType(part, "aws:ecs/service:Service");
        const [cluster, name] = [textOf(service, "cluster"), textOf(service, "name")];
        return cluster === undefined || name === undefined ? [] : [{ part, cluster, name }];
    });
    const byCluster = grouped(placed, ({ cluster }) => cluster);
    const asked = [...byCluster].flatMap(([cluster, all]) =>
        chunks(all, MOST).map(async (batch) => {
            const names = batch.map(({ name }) => name);
            const answer = await ecs.send(new DescribeServicesCommand({ cluster, services: names }));
            const found = new Map((answer.services ?? []).map((one) => [one.serviceName, one]));
            return Promise.all(
                batch.map(async ({ part, name }) => {
                    const service = found.get(name);
                    if (service === undefined) return gone(part.id);
                    return rowOf(part.id, service, await imagesOf(part, service.taskDefinition ?? "", ecs));
                }),
            );
        }),
    );
    return (await Promise.all(asked)).flat();
};

/** The images of a revision: by the state, unless ECS runs another one, as after a deployment that it has rolled back. */
async function imagesOf(part: Part, arn: string, ecs: ECSClient): Promise<string[]> {
    const [known] = ofType(part, "aws:ecs/taskDefinition:TaskDefinition").filter(
        (definition) => textOf(definition, "arn") === arn,
    );
    const text = textOf(known, "containerDefinitions");
    if (text !== undefined) return imagesIn(JSON.parse(text) as Container[], part.name);
    const { taskDefinition } = await ecs.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }));
    return imagesIn(taskDefinition?.containerDefinitions ?? [], part.name);
}

interface Container {
    readonly name?: string | undefined;
    readonly image?: string | undefined;
}

/** The part's own container, and not those beside it. */
function imagesIn(containers: readonly Container[], name: string): string[] {
    const own = containers.filter((container) => container.name === name);
    return (own.length > 0 ? own : containers).flatMap(({ image }) => (image === undefined ? [] : [image]));
}

function rowOf(id: string, service: Service, images: readonly string[]): Row {
    const { desiredCount = 0, runningCount = 0, pendingCount = 0, events = [], deployments = [] } = service;
    const { rolloutState, rolloutStateReason } = deployments.find(({ status }) => status === "PRIMARY") ?? {};
    const [event] = events;
    const pending = pendingCount > 0 ? `, ${pendingCount} starting` : "";
    return {
        id,
        condition: conditionOf(service, rolloutState),
        runs: `${runningCount} of ${desiredCount} tasks${pending}${rolloutState === undefined ? "" : `, ${rolloutState.toLowerCase().replaceAll("_", " ")}`}`,
        version: images.map(shortImage).join(", "),
        last:
            event === undefined
                ? (rolloutStateReason ?? "")
                : `${clock(event.createdAt)} ${event.message ?? ""}`,
        facts: {
            desired: desiredCount,
            running: runningCount,
            pending: pendingCount,
            deployment: rolloutState ?? null,
            deploymentReason: rolloutStateReason ?? null,
            taskDefinition: service.taskDefinition ?? null,
            images,
            lastEvent:
                event === undefined ? null : { time: event.createdAt?.toISOString(), message: event.message },
        },
    };
}

function conditionOf(service: Service, rolloutState: string | undefined): Condition {
    const { desiredCount = 0, runningCount = 0, status } = service;
    if (status !== undefined && status !== "ACTIVE") return "broken";
    if (rolloutState === "FAILED") return "broken";
    if (rolloutState === "IN_PROGRESS") return "changing";
    if (desiredCount === 0) return "idle";
    return runningCount >= desiredCount ? "healthy" : "broken";
}

/** `nginx:1.29`, or `shop@1a2b3c4d5e6f`: without its registry, and with the beginning of a digest. */
export function shortImage(image: string): string {
    const name = image.slice(image.lastIndexOf("/") + 1);
    return name.replace(/@sha256:([0-9a-f]{12})[0-9a-f]*$/, "@$1");
}
