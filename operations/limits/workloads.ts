/** Amounts of scalable resources, scaled out and during a deployment. */
import { fargateShares, size, taskOf } from "../../cost/services/ecs";
import { nodesIn } from "../../cost/services/elastiCache";
import { scaled } from "../../cost/scaling";
import { read, type Stack } from "../../cost/stack";
import type { CostResource } from "../../cost/types";
import { roundUp } from "./need";

export const types = {
    service: "aws:ecs/service:Service",
    taskDefinition: "aws:ecs/taskDefinition:TaskDefinition",
    group: "aws:autoscaling/group:Group",
    cluster: "aws:rds/cluster:Cluster",
    clusterInstance: "aws:rds/clusterInstance:ClusterInstance",
    instance: "aws:rds/instance:Instance",
    replicationGroup: "aws:elasticache/replicationGroup:ReplicationGroup",
    cacheCluster: "aws:elasticache/cluster:Cluster",
    function: "aws:lambda/function:Function",
} as const;

/** Percent of a service's tasks that a deployment may run at once, by default. */
const ECS_MAXIMUM_PERCENT = 200;

/** Tasks of a service at most, with the ones that a deployment starts beside them. */
export function tasksOf(service: CostResource, stack: Stack): number {
    const properties = read(service);
    const most =
        scaled(stack, service, "ecs:service:DesiredCount")?.high ?? properties.number("desiredCount") ?? 1;
    const percent = properties.number("deploymentMaximumPercent") ?? ECS_MAXIMUM_PERCENT;
    return Math.max(most, Math.floor((most * percent) / 100));
}

/** vCPUs of a task that no service keeps running: one that is started by hand, by the clock or by a deployment, once at a time. */
export function taskCpus(definition: CostResource, stack: Stack): number {
    if (stack.referringTo(definition, types.service).length > 0) return 0;
    return size(read(definition).needText("cpu"), "vCPU");
}

/** vCPUs that a service takes of one of Fargate's two kinds of capacity. */
export function fargateCpus(service: CostResource, stack: Stack, kind: "" | "spot."): number {
    const [, share] = fargateShares(read(service))?.find(([prefix]) => prefix === kind) ?? ["", 0];
    if (share === 0) return 0;
    return roundUp(tasksOf(service, stack) * share) * size(taskOf(service, stack).needText("cpu"), "vCPU");
}

/** Instances of an autoscaling group at most, with the ones that a replacement starts beside them. */
export function serversOf(group: CostResource): number {
    const properties = read(group);
    const most = properties.needNumber("maxSize");
    const percent = properties.number("instanceMaintenancePolicy.maxHealthyPercentage") ?? 100;
    return Math.max(most, roundUp((most * percent) / 100));
}

/** Instances of an Aurora cluster, with the readers that it adds by itself. */
export function membersOf(cluster: CostResource, stack: Stack): number {
    const range = scaled(stack, cluster, "rds:cluster:ReadReplicaCount");
    const added = range === undefined ? 0 : range.high - range.low;
    return stack.referringTo(cluster, types.clusterInstance).length + added;
}

/** Nodes of a cache; those of a replication group count with it. */
export function cacheNodesOf(cache: CostResource): number {
    const properties = read(cache);
    if (cache.type === types.replicationGroup) return nodesIn(properties);
    return properties.has("replicationGroupId") ? 0 : (properties.number("numCacheNodes") ?? 1);
}

/** Concurrency that Lambda reserves for a function, out of the account's; -1 reserves none. */
export function reservedOf(lambda: CostResource, stack: Stack): number {
    const reserved = Math.max(0, read(lambda).number("reservedConcurrentExecutions") ?? 0);
    const provisioned = stack
        .referringTo(lambda, PROVISIONED)
        .concat(stack.referringTo(lambda, ALIAS).flatMap((alias) => stack.referringTo(alias, PROVISIONED)));
    const warm = [...new Set(provisioned)].reduce(
        (sum, config) => sum + read(config).needNumber("provisionedConcurrentExecutions"),
        0,
    );
    // Provisioned concurrency is part of the reserved one, if there is one.
    return Math.max(reserved, warm);
}

const ALIAS = "aws:lambda/alias:Alias";
const PROVISIONED = "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig";
