/** `plumb status` against an emulator with a part of each kind. */
import assert from "node:assert/strict";
import { CloudWatchClient, PutMetricAlarmCommand, SetAlarmStateCommand } from "@aws-sdk/client-cloudwatch";
import {
    CreateClusterCommand,
    CreateServiceCommand,
    ECSClient,
    RegisterTaskDefinitionCommand,
} from "@aws-sdk/client-ecs";
import { CreateDBClusterCommand, RDSClient } from "@aws-sdk/client-rds";

import { signedFetch } from "../../operations/emulator";
import { exitCodes } from "../../operations/pulumi/failure";
import { EmulatedStack } from "../support/emulated";

describe("plumb status", function () {
    this.timeout(120_000);
    let stack: EmulatedStack;
    let deadUrl: string;

    const sqs = async (action: string, body: object): Promise<Readonly<Record<string, string>>> => {
        const answer = await signedFetch(stack.emulator, "/", {
            service: "sqs",
            method: "POST",
            headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `AmazonSQS.${action}` },
            body: JSON.stringify(body),
        });
        return (await answer.json()) as Record<string, string>;
    };

    before(async () => {
        stack = await EmulatedStack.start({
            services: { admin: { image: "public.ecr.aws/nginx/nginx:1.29", user: "101:101" } },
            databases: { app: { engine: "aurora-postgresql", version: "16" } },
            queues: { jobs: {} },
            functions: {},
            tasks: {},
            caches: { sessions: {} },
        });
        const ecs = new ECSClient(stack.client);
        const { cluster } = await ecs.send(new CreateClusterCommand({ clusterName: "main" }));
        const containerDefinitions = [
            { name: "admin", image: "public.ecr.aws/nginx/nginx:1.29", memory: 128 },
        ];
        const { taskDefinition } = await ecs.send(
            new RegisterTaskDefinitionCommand({ family: "admin", containerDefinitions }),
        );
        await ecs.send(
            new CreateServiceCommand({
                cluster: "main",
                serviceName: "admin-1",
                taskDefinition: taskDefinition?.taskDefinitionArn,
                desiredCount: 1,
            }),
        );
        await new RDSClient(stack.client).send(
            new CreateDBClusterCommand({
                DBClusterIdentifier: "app-1",
                Engine: "aurora-postgresql",
                EngineVersion: "16.6",
                MasterUsername: "platform",
                MasterUserPassword: "not-a-secret-1",
            }),
        );
        const [own, dead] = [
            await sqs("CreateQueue", { QueueName: "jobs-1" }),
            await sqs("CreateQueue", { QueueName: "jobs-dead-1" }),
        ];
        deadUrl = dead["QueueUrl"] ?? "";
        await new CloudWatchClient(stack.client).send(
            new PutMetricAlarmCommand({
                AlarmName: "admin-cpu-1",
                MetricName: "CPUUtilization",
                Namespace: "AWS/ECS",
                Statistic: "Average",
                Threshold: 90,
                Period: 60,
                EvaluationPeriods: 1,
                ComparisonOperator: "GreaterThanThreshold",
            }),
        );
        const definition = {
            arn: taskDefinition?.taskDefinitionArn,
            containerDefinitions: JSON.stringify(containerDefinitions),
        };
        stack.deploy([
            [
                "ContainerService",
                "admin",
                "aws:ecs/service:Service",
                { name: "admin-1", cluster: cluster?.clusterArn },
            ],
            ["ContainerService", "admin", "aws:ecs/taskDefinition:TaskDefinition", definition],
            [
                "ContainerService",
                "admin",
                "aws:cloudwatch/metricAlarm:MetricAlarm",
                { name: "admin-cpu-1" },
                "admin-cpu",
            ],
            ["Database", "app", "aws:rds/cluster:Cluster", { clusterIdentifier: "app-1" }],
            ["Queue", "jobs", "aws:sqs/queue:Queue", { url: own["QueueUrl"] }],
            ["Queue", "jobs", "aws:sqs/queue:Queue", { url: deadUrl }, "jobs-dead"],
        ]);
    });
    after(async () => stack.stop());

    it("shows each part in a row, and ends with 0 while nothing is broken", async () => {
        const { code, stdout, stderr } = await stack.plumb("status");
        assert.equal(code, 0, stdout + stderr);
        assert.match(stdout, /^Part +State +Runs +Version +Last$/m);
        assert.match(stdout, /^service\/admin +healthy +1 of 1 tasks, completed +nginx:1\.29/m);
        assert.match(stdout, /^database\/app +healthy +available, 0 members +aurora-postgresql 16/m);
        assert.match(stdout, /^queue\/jobs +healthy +0 waiting, 0 at work, 0 dead letters$/m);
        assert.match(stdout, /^cache\/sessions +not deployed/m);
        assert.doesNotMatch(stdout, /alarm/);
    });

    it("ends with a code of its own if messages are dead or an alarm rings, and says which", async () => {
        await sqs("SendMessage", { QueueUrl: deadUrl, MessageBody: "lost" });
        const state = {
            AlarmName: "admin-cpu-1",
            StateValue: "ALARM",
            StateReason: "Threshold crossed",
        } as const;
        await new CloudWatchClient(stack.client).send(new SetAlarmStateCommand(state));
        const { code, stdout } = await stack.plumb("status");
        assert.equal(code, exitCodes.broken);
        assert.match(stdout, /^queue\/jobs +broken +0 waiting, 0 at work, 1 dead letter$/m);
        assert.match(stdout, /^alarm\/admin-cpu +broken +rings +\S+Z Threshold crossed$/m);
    });

    it("looks at one part and its alarms, and prints facts as JSON", async () => {
        const { code, stdout } = await stack.plumb("status", "service/admin", "--json");
        assert.equal(code, exitCodes.broken);
        const { state, parts } = JSON.parse(stdout) as { state: string; parts: Record<string, unknown>[] };
        assert.equal(state, "broken");
        assert.deepEqual(
            parts.map(({ id }) => id),
            ["service/admin", "alarm/admin-cpu"],
        );
        const [{ desired, running, images } = {}] = parts;
        assert.deepEqual([desired, running, images], [1, 1, ["public.ecr.aws/nginx/nginx:1.29"]]);
    });

    it("takes a kind of which nothing runs for wrong usage", async () => {
        const { code, stderr } = await stack.plumb("status", "secret/payment");
        assert.equal(code, 2);
        assert.match(stderr, /takes service\/<name>, .* and no secret/);
    });
});
