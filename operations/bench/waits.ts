/** A resource, as it was declared. */
export interface Declared {
    readonly type: string;
    readonly name: string;
    readonly inputs: Readonly<Record<string, unknown>>;
}

interface Container {
    readonly essential?: boolean;
    readonly stopTimeout?: number;
    readonly healthCheck?: { readonly interval: number };
}

/** Seconds of a deployment that nothing but configuration decides. */
export interface Wait {
    /** Until a new task counts as healthy. */
    readonly health: number;
    /** Until an old task gets no more requests. */
    readonly drain: number;
    /** Until an old task has stopped. */
    readonly stop: number;
    readonly total: number;
}

/** AWS's wait for tasks that nothing checks: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentConfiguration.html */
const UNCHECKED_SECONDS = 40;

/** ECS's own time to stop: https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html */
const STOP_SECONDS = 30;

/**
 * The waits of a service's deployment until new tasks answer and old ones are gone, from its task definition and,
 * if it has one, its target group. The minutes in which a strategy shifts requests and bakes are no part of it: they
 * are configured as time for a rollback, and all requests are answered meanwhile (model/deployment.ts).
 */
export function deploymentWait(resources: readonly Declared[], service: string): Wait {
    const find = (type: string, name: string): Declared | undefined =>
        resources.find((one) => one.type === type && one.name === name);
    const task = find("aws:ecs/taskDefinition:TaskDefinition", service);
    const containers = JSON.parse(String(task?.inputs["containerDefinitions"] ?? "[]")) as Container[];
    const stop = Math.max(...containers.map(({ stopTimeout }) => stopTimeout ?? STOP_SECONDS));
    const group = find("aws:lb/targetGroup:TargetGroup", `${service}-a`);
    const check = containers.find(({ essential }) => essential)?.healthCheck;
    const { interval = 30, healthyThreshold = 5 } = (group?.inputs["healthCheck"] ?? {}) as {
        interval?: number;
        healthyThreshold?: number;
    };
    const health = group === undefined ? (check?.interval ?? UNCHECKED_SECONDS) : interval * healthyThreshold;
    const drain = group === undefined ? 0 : Number(group.inputs["deregistrationDelay"] ?? 300);
    return { health, drain, stop, total: health + drain + stop };
}
