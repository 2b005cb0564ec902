import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { ContainerService, type ContainerServiceArgs } from "../../../components/service/containerService";
import { API_KEY_SECRET, DATABASE_SECRET, links, logs, vpc } from "../../support/fixtures";
import { recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";
import { args, exposure, IMAGE, service } from "./fixtures";

interface Container {
    readonly [key: string]: unknown;
    readonly environment: { readonly name: string; readonly value: string }[];
    readonly secrets: { readonly name: string; readonly valueFrom: string }[];
}

describe("ContainerService", () => {
    const recording = recordOnce(
        () => new ContainerService("web", { ...args, links, exposure, environment: { LOG_LEVEL: "info" } }),
    );
    const container = (): Container => {
        const text = recording().graph.inputs("ecs.TaskDefinition")["containerDefinitions"];
        const [only, ...others] = JSON.parse(String(text)) as Container[];
        assert.deepEqual(others, []);
        return only!;
    };

    it("creates exactly these resources, when public, with a database, a bucket and a secret", () => {
        assert.deepEqual(recording().graph.counts(), {
            ContainerService: 1,
            "appautoscaling.Policy": 2,
            "appautoscaling.Target": 1,
            "cloudwatch.LogGroup": 1,
            "ec2.SecurityGroup": 1,
            "ecs.Service": 1,
            "ecs.TaskDefinition": 1,
            "iam.Role": 2,
            "iam.RolePolicy": 2,
            "lb.ListenerRule": 1,
            "lb.TargetGroup": 2,
            "route53.Record": 1,
            "vpc.SecurityGroupEgressRule": 3,
            "vpc.SecurityGroupIngressRule": 2,
        });
    });

    describe("container", () => {
        it("runs as an unprivileged user on a read-only file system, except for /tmp", () => {
            const { environment, secrets, ...rest } = container();
            assert.deepEqual([environment.length, secrets.length], [4, 3]);
            assert.deepEqual(rest, {
                name: "web",
                image: IMAGE,
                essential: true,
                portMappings: [{ name: "http", containerPort: 8080, hostPort: 8080, protocol: "tcp" }],
                user: "1000:1000",
                readonlyRootFilesystem: true,
                mountPoints: [],
                privileged: false,
                linuxParameters: {
                    initProcessEnabled: true,
                    tmpfs: [{ containerPath: "/tmp", size: 64 }],
                },
                stopTimeout: 10,
                logConfiguration: {
                    logDriver: "awslogs",
                    options: {
                        "awslogs-group": "web-0a1b2c3",
                        "awslogs-region": "eu-west-1",
                        "awslogs-stream-prefix": "web",
                        mode: "non-blocking",
                    },
                },
            });
        });

        it("gets addresses from links and configuration, sorted so that order changes nothing", () => {
            assert.deepEqual(container().environment, [
                { name: "BUCKET_UPLOADS_NAME", value: "uploads" },
                { name: "DATABASE_APP_HOST", value: "db.internal" },
                { name: "DATABASE_APP_PORT", value: "5432" },
                { name: "LOG_LEVEL", value: "info" },
            ]);
        });

        it("gets secrets by ARN, never by value", () => {
            assert.deepEqual(container().secrets, [
                { name: "DATABASE_APP_PASSWORD", valueFrom: `${DATABASE_SECRET}:password::` },
                { name: "DATABASE_APP_USERNAME", valueFrom: `${DATABASE_SECRET}:username::` },
                { name: "SECRET_API_KEY", valueFrom: API_KEY_SECRET },
            ]);
        });

        it("takes another command, user and port", async () => {
            const { graph } = await service({ command: ["serve", "--now"], user: "101:101", port: 3000 });
            const [only] = JSON.parse(
                String(graph.inputs("ecs.TaskDefinition")["containerDefinitions"]),
            ) as Container[];
            assert.deepEqual(only?.["command"], ["serve", "--now"]);
            assert.equal(only?.["user"], "101:101");
            assert.deepEqual(only?.["portMappings"], [
                { name: "http", containerPort: 3000, hostPort: 3000, protocol: "tcp" },
            ]);
        });
    });

    describe("task definition", () => {
        it("is small, on ARM, and named after the stack", () => {
            const { containerDefinitions, ...rest } = recording().graph.inputs("ecs.TaskDefinition");
            assert.equal(typeof containerDefinitions, "string");
            assert.deepEqual(rest, {
                family: "plumbline-unit-web",
                requiresCompatibilities: ["FARGATE"],
                networkMode: "awsvpc",
                cpu: "256",
                memory: "512",
                runtimePlatform: { cpuArchitecture: "ARM64", operatingSystemFamily: "LINUX" },
                volumes: [],
                executionRoleArn: "arn:aws:iam:eu-west-1:111122223333:role/web-execution",
                taskRoleArn: "arn:aws:iam:eu-west-1:111122223333:role/web-task",
            });
        });

        it("can be larger, and on x86", async () => {
            const { graph } = await service({ cpu: 1024, memoryMib: 4096, architecture: "x86_64" });
            const { cpu, memory, runtimePlatform } = graph.inputs("ecs.TaskDefinition");
            assert.deepEqual(
                { cpu, memory, runtimePlatform },
                {
                    cpu: "1024",
                    memory: "4096",
                    runtimePlatform: { cpuArchitecture: "X86_64", operatingSystemFamily: "LINUX" },
                },
            );
        });
    });

    describe("deployment", () => {
        it("is rolling, keeps the desired count, and rolls back automatically", () => {
            const { graph } = recording();
            assert.partialDeepStrictEqual(graph.inputs("ecs.Service"), {
                deploymentConfiguration: { strategy: "ROLLING" },
                availabilityZoneRebalancing: "ENABLED",
                cluster: "arn:cluster",
                taskDefinition: "arn:aws:ecs:eu-west-1:111122223333:taskdefinition/web",
                desiredCount: 2,
                capacityProviderStrategies: [{ capacityProvider: "FARGATE", weight: 100 }],
                networkConfiguration: {
                    subnets: vpc.privateSubnetIds,
                    securityGroups: ["securitygroup-web"],
                    assignPublicIp: false,
                },
                deploymentMinimumHealthyPercent: 100,
                deploymentMaximumPercent: 200,
                deploymentCircuitBreaker: { enable: true, rollback: true },
                enableExecuteCommand: false,
                propagateTags: "SERVICE",
                waitForSteadyState: true,
                loadBalancers: [
                    {
                        targetGroupArn: "arn:aws:lb:eu-west-1:111122223333:targetgroup/web-a",
                        containerName: "web",
                        containerPort: 8080,
                    },
                ],
                healthCheckGracePeriodSeconds: 60,
            });
            const { ignoreChanges, dependsOn } = graph.one("ecs.Service");
            assert.ok(ignoreChanges.includes("desiredCount"));
            // ECS moves the weights itself.
            assert.deepEqual(graph.one("lb.ListenerRule").ignoreChanges, ["actions"]);
            assert.ok(dependsOn.includes(graph.one("lb.ListenerRule").urn));
            for (const kind of ["vpc.SecurityGroupIngressRule", "vpc.SecurityGroupEgressRule"]) {
                assert.ok(
                    dependsOn.includes(
                        graph.one(kind, `web-public-${kind.includes("In") ? "in" : "out"}`).urn,
                    ),
                );
            }
        });

        for (const [strategy, configuration] of Object.entries({
            blueGreen: { strategy: "BLUE_GREEN" },
            canary: { strategy: "CANARY" },
            linear: { strategy: "LINEAR" },
        })) {
            it(`can be ${strategy}`, async () => {
                const deployment = { strategy } as NonNullable<ContainerServiceArgs["deployment"]>;
                const { graph } = await service({ exposure, deployment });
                assert.partialDeepStrictEqual(graph.inputs("ecs.Service"), {
                    deploymentConfiguration: configuration,
                    deploymentMinimumHealthyPercent: 100,
                });
            });
        }

        it("stops the old tasks first, if two versions cannot run side by side", async () => {
            const { graph } = await service({ exposure, deployment: { strategy: "recreate" } });
            assert.partialDeepStrictEqual(graph.inputs("ecs.Service"), {
                deploymentMinimumHealthyPercent: 0,
                deploymentMaximumPercent: 100,
            });
        });

        it("waits at most 30 seconds: checks of the new tasks, requests and stop of the old ones", () => {
            const { healthCheck, deregistrationDelay } = recording().graph.inputs("lb.TargetGroup", "web-a");
            const { interval, healthyThreshold } = healthCheck as Record<string, number>;
            const stop = container()["stopTimeout"] as number;
            const seconds = interval! * healthyThreshold! + Number(deregistrationDelay) + stop;
            assert.ok(seconds > 0 && seconds <= 30, `${seconds} s`);
        });
    });

    describe("capacity", () => {
        const strategies = async (spotPercent: number): Promise<unknown> =>
            (await service({ spotPercent })).graph.inputs("ecs.Service")["capacityProviderStrategies"];

        it("is split between Fargate and Fargate Spot as configured", async () => {
            assert.deepEqual(await strategies(30), [
                { capacityProvider: "FARGATE", weight: 70 },
                { capacityProvider: "FARGATE_SPOT", weight: 30 },
            ]);
        });

        it("can be Spot only", async () => {
            assert.deepEqual(await strategies(100), [{ capacityProvider: "FARGATE_SPOT", weight: 100 }]);
        });

        it("scales with CPU and memory, out fast and in slowly", async () => {
            const { graph } = await service({ minTasks: 3, maxTasks: 12 });
            assert.deepEqual(graph.inputs("appautoscaling.Target"), {
                serviceNamespace: "ecs",
                resourceId: "service/main/web-0a1b2c3",
                scalableDimension: "ecs:service:DesiredCount",
                minCapacity: 3,
                maxCapacity: 12,
            });
            assert.equal(graph.inputs("ecs.Service")["desiredCount"], 3);
            for (const [name, predefinedMetricType] of [
                ["web-cpu", "ECSServiceAverageCPUUtilization"],
                ["web-memory", "ECSServiceAverageMemoryUtilization"],
            ] as const) {
                assert.deepEqual(graph.inputs("appautoscaling.Policy", name), {
                    policyType: "TargetTrackingScaling",
                    serviceNamespace: "ecs",
                    resourceId: "service/main/web-0a1b2c3",
                    scalableDimension: "ecs:service:DesiredCount",
                    targetTrackingScalingPolicyConfiguration: {
                        predefinedMetricSpecification: { predefinedMetricType },
                        targetValue: 70,
                        scaleOutCooldown: 60,
                        scaleInCooldown: 300,
                    },
                });
            }
        });
    });

    describe("behind the load balancer", () => {
        it("is checked every 5 seconds and drained for 10", () => {
            const { graph } = recording();
            assert.deepEqual(
                graph.inputs("lb.TargetGroup", "web-b"),
                graph.inputs("lb.TargetGroup", "web-a"),
            );
            assert.deepEqual(graph.inputs("lb.TargetGroup", "web-a"), {
                vpcId: "vpc-given",
                targetType: "ip",
                protocol: "HTTP",
                port: 80,
                deregistrationDelay: 10,
                loadBalancingAlgorithmType: "least_outstanding_requests",
                healthCheck: {
                    interval: 5,
                    timeout: 4,
                    healthyThreshold: 2,
                    unhealthyThreshold: 2,
                    path: "/health",
                    matcher: "200",
                },
            });
        });

        it("gets the requests for its host and paths", async () => {
            const arn = "arn:aws:lb:eu-west-1:111122223333:targetgroup";
            const targetGroups = [
                { arn: `${arn}/web-a`, weight: 100 },
                { arn: `${arn}/web-b`, weight: 0 },
            ];
            const forward = [{ type: "forward", forward: { targetGroups } }];
            assert.deepEqual(recording().graph.inputs("lb.ListenerRule"), {
                listenerArn: "arn:listener",
                priority: 1234,
                conditions: [
                    { hostHeader: { values: ["web.shop.example.com"] } },
                    { pathPattern: { values: ["/*"] } },
                ],
                actions: forward,
            });
            const { graph } = await service({
                exposure: {
                    ...exposure,
                    host: undefined,
                    paths: ["/admin", "/admin/*"],
                    healthCheckPath: "/ready",
                },
            });
            assert.deepEqual(graph.inputs("lb.ListenerRule")["conditions"], [
                { pathPattern: { values: ["/admin", "/admin/*"] } },
            ]);
            assert.partialDeepStrictEqual(graph.inputs("lb.TargetGroup", "web-a"), {
                healthCheck: { path: "/ready" },
            });
        });

        it("answers only requests with a header, if it must", async () => {
            const requiredHeader = { name: "x-origin-verify", values: [pulumi.secret("sesame"), "former"] };
            const { graph } = await service({ exposure: { ...exposure, requiredHeader } });
            const { inputs, secretPaths } = graph.one("lb.ListenerRule");
            assert.deepEqual((inputs["conditions"] as unknown[])[2], {
                httpHeader: { httpHeaderName: "x-origin-verify", values: ["sesame", "former"] },
            });
            assert.ok(
                secretPaths.some((path) => path.startsWith("conditions")),
                String(secretPaths),
            );
        });

        it("has a DNS record to the load balancer", async () => {
            const { graph, made } = recording();
            assert.deepEqual(graph.inputs("route53.Record", "web-a"), {
                zoneId: "ZGIVEN",
                name: "web.shop.example.com",
                type: "A",
                aliases: [
                    { name: "balancer.elb.amazonaws.com", zoneId: "ZELB", evaluateTargetHealth: false },
                ],
            });
            assert.equal(await resolve(made.url), "https://web.shop.example.com");
            assert.deepEqual(await resolve(made.link()), {
                environment: { SERVICE_WEB_URL: "https://web.shop.example.com" },
            });
        });

        it("uses the load balancer's name without a domain", async () => {
            const { made, graph } = await service({ exposure: { ...exposure, zone: undefined } });
            assert.equal(await resolve(made.url), "http://balancer.elb.amazonaws.com");
            assert.equal(graph.all("route53.Record").length, 0);
            assert.deepEqual(await resolve(made.link()), {
                environment: { SERVICE_WEB_URL: "http://balancer.elb.amazonaws.com" },
                plainHttp: true,
            });
        });
    });

    it("without public access has neither address nor target group, and cannot be linked", async () => {
        const { made, graph } = await service();
        assert.equal(made.url, undefined);
        assert.equal(graph.all("lb.TargetGroup").length + graph.all("lb.ListenerRule").length, 0);
        const inputs = graph.inputs("ecs.Service");
        assert.ok(!("loadBalancers" in inputs) && !("healthCheckGracePeriodSeconds" in inputs));
        assert.throws(() => made.link(), /is used by name, but has no address/);
    });

    it("keeps its log encrypted, for the configured time", () => {
        assert.deepEqual(recording().graph.inputs("cloudwatch.LogGroup"), {
            retentionInDays: logs.retentionDays,
            kmsKeyId: logs.keyArn,
        });
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "ContainerService", [
            "serviceName",
            "taskDefinitionArn",
            "securityGroupId",
            "url",
        ]);
    });
});
