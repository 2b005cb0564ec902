import type { Mutation } from "../../mutations/mutation";
import { tags } from "../../mutations/tags";

const TASK = { type: "aws:ecs/taskDefinition:TaskDefinition", name: "stock" } as const;

const OTHER_TASK = { type: TASK.type, name: "admin" } as const;

const SERVICE = { type: "aws:ecs/service:Service", name: "stock" } as const;

const CLUSTER = { type: "aws:ecs/cluster:Cluster" } as const;

const PROVIDER = { type: "aws:ecs/capacityProvider:CapacityProvider", name: "servers" } as const;

/** Definitions of one container that satisfies every rule but for a change. */
const containers = (change: object) => ({
    containerDefinitions: JSON.stringify([
        {
            name: "stock",
            image: "registry.example.com/stock:1.4",
            user: "1000:1000",
            readonlyRootFilesystem: true,
            privileged: false,
            environment: [],
            logConfiguration: { logDriver: "awslogs" },
            ...change,
        },
    ]),
});

export const ecs: readonly Mutation[] = [
    { rule: "ecs-circuit-breaker", ...SERVICE, set: { "deploymentCircuitBreaker.rollback": false } },
    { rule: "ecs-container-insights", ...CLUSTER, set: { "settings.0.value": "disabled" } },
    {
        rule: "ecs-exec-customer-key",
        ...CLUSTER,
        set: { "configuration.executeCommandConfiguration.kmsKeyId": undefined },
    },
    {
        rule: "ecs-exec-logged",
        ...CLUSTER,
        set: { "configuration.executeCommandConfiguration.logging": "NONE" },
    },
    {
        rule: "ecs-file-systems-encrypted",
        ...OTHER_TASK,
        set: { volumes: [{ name: "files", efsVolumeConfiguration: { fileSystemId: "fs-1" } }] },
    },
    { rule: "ecs-logs", ...TASK, set: containers({ logConfiguration: undefined }) },
    {
        rule: "ecs-managed-termination",
        // A kind of resource that no stack has is not in the price table either.
        also: ["cost-prices-known"],
        ...PROVIDER,
        own: [
            {
                ...PROVIDER,
                props: {
                    autoScalingGroupProvider: {
                        autoScalingGroupArn:
                            "arn:aws:autoscaling:eu-west-1:333333333333:autoScalingGroup:1:autoScalingGroupName/a",
                        managedTerminationProtection: "ENABLED",
                    },
                    tags,
                },
            },
        ],
        set: { "autoScalingGroupProvider.managedTerminationProtection": "DISABLED" },
    },
    { rule: "ecs-no-host-network", ...TASK, set: { networkMode: "host" } },
    { rule: "ecs-no-host-processes", ...OTHER_TASK, set: { pidMode: "host" } },
    {
        rule: "ecs-no-plain-secrets",
        ...OTHER_TASK,
        set: containers({ environment: [{ name: "DATABASE_PASSWORD", value: "hunter2" }] }),
    },
    { rule: "ecs-no-public-ip", ...SERVICE, set: { "networkConfiguration.assignPublicIp": true } },
    { rule: "ecs-no-shell", ...SERVICE, set: { enableExecuteCommand: true } },
    { rule: "ecs-not-privileged", ...OTHER_TASK, set: containers({ privileged: true }) },
    { rule: "ecs-not-root", stack: "local", ...OTHER_TASK, set: containers({ user: "root" }) },
    {
        rule: "ecs-pinned-image",
        stack: "local",
        ...TASK,
        set: containers({ image: "registry.example.com/stock:latest" }),
    },
    { rule: "ecs-platform-version", ...SERVICE, set: { platformVersion: "1.3.0" } },
    { rule: "ecs-read-only-root", ...TASK, set: containers({ readonlyRootFilesystem: false }) },
    {
        rule: "ecs-separate-roles",
        ...TASK,
        set: {
            executionRoleArn: "arn:aws:iam::333333333333:role/both",
            taskRoleArn: "arn:aws:iam::333333333333:role/both",
        },
    },
    { rule: "ecs-two-tasks", ...SERVICE, set: { desiredCount: 1 } },
];
