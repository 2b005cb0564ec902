/** The variables that a part of a stack has in AWS: of a container, or of a function. */
import { DescribeServicesCommand, DescribeTaskDefinitionCommand, ECSClient } from "@aws-sdk/client-ecs";
import { GetFunctionConfigurationCommand, LambdaClient } from "@aws-sdk/client-lambda";
import type { NodeKind } from "../../model/uses";
import { liveAlias } from "../invoke/call";
import { ofType, type Part, textOf } from "../parts/parts";
import type { ClientSettings } from "../pulumi/awsClient";
import { Failure } from "../pulumi/failure";

/** Kinds whose parts have variables that AWS keeps; a server reads its own from a file. */
export const WITH_VARIABLES = ["service", "task", "function"] as const satisfies readonly NodeKind[];

export interface Variables {
    readonly plain: Readonly<Record<string, string>>;
    /** Where a value is to be read, by variable: as `valueFrom` of a container. */
    readonly secret: Readonly<Record<string, string>>;
}

/** As they are in AWS now: of what runs, which may be older than the state. */
export async function variablesOf(part: Part, client: ClientSettings): Promise<Variables> {
    const isCode = ofType(part, "aws:ecs/taskDefinition:TaskDefinition").length === 0;
    return isCode ? ofFunction(part, new LambdaClient(client)) : ofContainer(part, new ECSClient(client));
}

async function ofFunction(part: Part, lambda: LambdaClient): Promise<Variables> {
    const { functionName, alias } = liveAlias(part);
    const command = new GetFunctionConfigurationCommand({ FunctionName: functionName, Qualifier: alias });
    const { Environment: environment } = await lambda.send(command);
    if (environment?.Error !== undefined) {
        throw new Failure(
            `Lambda does not give the variables of ${part.id}: ${environment.Error.Message ?? environment.Error.ErrorCode ?? "it says not why"}`,
        );
    }
    return { plain: environment?.Variables ?? {}, secret: {} };
}

async function ofContainer(part: Part, ecs: ECSClient): Promise<Variables> {
    const { taskDefinition } = await ecs.send(
        new DescribeTaskDefinitionCommand({ taskDefinition: await revisionOf(part, ecs) }),
    );
    const containers = taskDefinition?.containerDefinitions ?? [];
    const own = containers.find(({ name }) => name === part.name) ?? containers[0];
    const pairs = (own?.environment ?? []).map(({ name = "", value = "" }) => [name, value] as const);
    const secrets = (own?.secrets ?? []).map(({ name = "", valueFrom = "" }) => [name, valueFrom] as const);
    return { plain: Object.fromEntries(pairs), secret: Object.fromEntries(secrets) };
}

/** Of a service that which ECS runs, of a task the one that is deployed. */
async function revisionOf(part: Part, ecs: ECSClient): Promise<string | undefined> {
    const [service] = ofType(part, "aws:ecs/service:Service");
    const deployed = textOf(ofType(part, "aws:ecs/taskDefinition:TaskDefinition")[0], "arn");
    const [cluster, name] = [textOf(service, "cluster"), textOf(service, "name")];
    if (cluster === undefined || name === undefined) return deployed;
    const { services = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [name] }));
    return services[0]?.taskDefinition ?? deployed;
}
