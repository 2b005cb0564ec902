import assert from "node:assert/strict";

import { Task, type TaskArgs } from "../../../components/task";
import { ALERTS, base, KEY, links, logs, vpc } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";
import { resolve } from "../../support/resolve";

const IMAGE = "public.ecr.aws/shop/migrate:1.2.3";
const CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/main";
const args: TaskArgs = {
    ...base,
    cluster: { clusterArn: CLUSTER, clusterName: "main" },
    vpc,
    logs,
    image: IMAGE,
    alarmTopicArn: ALERTS,
};
const NIGHTLY = { name: "nightly", expression: "cron(0 3 * * ? *)", timeZone: "Europe/Berlin" };
const RUN = [
    {
        Effect: "Allow",
        Action: ["ecs:RunTask"],
        Resource: ["arn:aws:ecs:eu-west-1:111122223333:task-definition/plumbline-unit-task_migrate:*"],
        Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
    },
    {
        Effect: "Allow",
        Action: ["ecs:TagResource"],
        Resource: ["arn:aws:ecs:eu-west-1:111122223333:task/main/*"],
        Condition: { StringEquals: { "ecs:CreateAction": "RunTask" } },
    },
    {
        Effect: "Allow",
        Action: ["iam:PassRole"],
        Resource: [
            "arn:aws:iam:eu-west-1:111122223333:role/migrate-execution",
            "arn:aws:iam:eu-west-1:111122223333:role/migrate-task",
        ],
        Condition: { StringEquals: { "iam:PassedToService": "ecs-tasks.amazonaws.com" } },
    },
];

describe("Task", () => {
    describe("of a container", () => {
        const recording = recordOnce(
            () =>
                new Task("migrate", {
                    ...args,
                    links,
                    command: ["migrate"],
                    beforeDeployment: true,
                    schedules: [NIGHTLY],
                }),
        );

        it("is what a service is, without ports, on a family of its own", () => {
            const { containerDefinitions, ...definition } = recording().graph.inputs("ecs.TaskDefinition");
            assert.partialDeepStrictEqual(definition, {
                family: "plumbline-unit-task_migrate",
                requiresCompatibilities: ["FARGATE"],
                cpu: "256",
                memory: "512",
            });
            const [container] = JSON.parse(String(containerDefinitions)) as Record<string, unknown>[];
            assert.partialDeepStrictEqual(container, {
                name: "migrate",
                image: IMAGE,
                command: ["migrate"],
                user: "1000:1000",
                readonlyRootFilesystem: true,
                portMappings: [],
            });
            assert.ok(!("dockerLabels" in (container ?? {})));
            const secrets = container?.["secrets"] as { readonly name: string }[];
            assert.equal(secrets.length, 3);
        });

        it("is started by its schedule with a role for this family, cluster and pair of roles only", () => {
            const { graph } = recording();
            const { target, ...schedule } = graph.inputs("scheduler.Schedule", "migrate-nightly");
            assert.partialDeepStrictEqual(schedule, {
                scheduleExpression: NIGHTLY.expression,
                scheduleExpressionTimezone: "Europe/Berlin",
                kmsKeyArn: KEY,
            });
            assert.partialDeepStrictEqual(target, {
                arn: CLUSTER,
                ecsParameters: {
                    launchType: "FARGATE",
                    taskDefinitionArn: "arn:aws:ecs:eu-west-1:111122223333:taskdefinition/migrate",
                    networkConfiguration: { subnets: vpc.privateSubnetIds, assignPublicIp: false },
                },
            });
            assert.deepEqual(graph.statements("iam.RolePolicy", "migrate-schedule").slice(0, 3), RUN);
        });

        it("has a queue for what the schedule cannot start, and an alarm on it", () => {
            const { graph } = recording();
            assert.equal(graph.inputs("sqs.Queue", "migrate-undelivered")["kmsMasterKeyId"], KEY);
            assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["migrate-undelivered-messages"]);
        });

        it("tells the topic of every run that fails, or does not start", () => {
            const { graph } = recording();
            const pattern = JSON.parse(
                String(graph.inputs("cloudwatch.EventRule")["eventPattern"]),
            ) as object;
            assert.deepEqual(pattern, {
                source: ["aws.ecs"],
                "detail-type": ["ECS Task State Change"],
                detail: {
                    clusterArn: [CLUSTER],
                    group: ["family:plumbline-unit-task_migrate"],
                    lastStatus: ["STOPPED"],
                    $or: [
                        { containers: { exitCode: [{ "anything-but": [0] }] } },
                        { stopCode: ["TaskFailedToStart"] },
                    ],
                },
            });
            assert.equal(graph.inputs("cloudwatch.EventTarget")["arn"], ALERTS);
        });

        it("is run by a function that may start and watch it, whenever there is another revision", () => {
            const { graph } = recording();
            assert.deepEqual(JSON.parse(String(graph.inputs("lambda.Invocation")["input"])), {
                taskDefinition: "arn:aws:ecs:eu-west-1:111122223333:taskdefinition/migrate",
            });
            assert.equal(graph.inputs("lambda.Function")["timeout"], 900);
            const statements = graph.statements("iam.RolePolicy", "migrate-runner");
            assert.deepEqual(statements.slice(2), [
                ...RUN,
                {
                    Effect: "Allow",
                    Action: ["ecs:ListTasks"],
                    Resource: ["*"],
                    Condition: { ArnEquals: { "ecs:cluster": CLUSTER } },
                },
                {
                    Effect: "Allow",
                    Action: ["ecs:DescribeTasks", "ecs:StopTask"],
                    Resource: ["arn:aws:ecs:eu-west-1:111122223333:task/main/*"],
                },
                {
                    Effect: "Allow",
                    Action: ["logs:GetLogEvents"],
                    Resource: ["arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/migrate:log-stream:*"],
                },
            ]);
        });

        it("registers what it exposes, and has a row on the dashboard", async () => {
            await assertRegistered(recording(), "Task", ["targetArn", "taskDefinitionArn", "logGroupName"]);
            const { title, widgets } = recording().made.dashboardRow();
            assert.deepEqual([title, widgets.length], ["Task migrate", 3]);
        });

        it("hands others what they need to start it", async () => {
            const target = recording().made.target();
            assert.equal(await resolve(target.arn), CLUSTER);
            assert.equal(target.container?.family, "plumbline-unit-task_migrate");
            assert.deepEqual(
                target.statements.flatMap(({ actions }) => actions),
                ["ecs:RunTask", "ecs:TagResource", "iam:PassRole"],
            );
        });
    });

    it("is awaited by as many calls, one after the other, as its time takes", async () => {
        const { graph, made } = await record(
            () => new Task("migrate", { ...args, beforeDeployment: true, timeoutMinutes: 30 }),
        );
        const calls = graph.all("lambda.Invocation");
        assert.deepEqual(
            calls.map(({ name, inputs }) => [name, /"more":true/.test(String(inputs["input"]))]),
            [
                ["migrate", true],
                ["migrate-2", true],
                ["migrate-3", false],
            ],
        );
        assert.deepEqual(
            calls.map(({ dependsOn }) => dependsOn.filter((urn) => urn.includes("Invocation")).length),
            [0, 1, 1],
        );
        assert.equal(await resolve(made.run?.urn), calls[2]?.urn);
    });

    it("without a schedule or a place before the deployment has neither queue nor runner", async () => {
        const { graph, made } = await record(() => new Task("migrate", args));
        const counts = graph.counts();
        assert.deepEqual(
            ["sqs.Queue", "lambda.Function", "lambda.Invocation", "scheduler.Schedule"].map(
                (kind) => counts[kind],
            ),
            [undefined, undefined, undefined, undefined],
        );
        assert.equal(made.run, undefined);
    });

    it("carries scripts for an emulator in a label, the same whoever packs them", async () => {
        const local = { folder: "examples/sample/tasks/migrate", command: ["node", "migrate.mjs"] };
        const labels = async (): Promise<unknown> => {
            const { graph } = await record(() => new Task("migrate", { ...args, local }));
            const text = String(graph.inputs("ecs.TaskDefinition")["containerDefinitions"]);
            return (JSON.parse(text) as { dockerLabels: Record<string, string> }[])[0]?.dockerLabels;
        };
        const first = (await labels()) as Record<string, string>;
        assert.deepEqual(JSON.parse(String(first["plumbline.local"])).command, local.command);
        assert.deepEqual(await labels(), first);
    });

    describe("of code", () => {
        const recording = recordOnce(
            () =>
                new Task("report", {
                    ...base,
                    logs,
                    vpc,
                    code: "examples/sample/functions/orders",
                    beforeDeployment: true,
                    timeoutMinutes: 5,
                    schedules: [NIGHTLY],
                    alarmTopicArn: ALERTS,
                }),
        );

        it("is a function that is called once, with an alarm on its errors", () => {
            const { graph } = recording();
            assert.partialDeepStrictEqual(graph.inputs("lambda.Function", "report"), {
                timeout: 300,
                memorySize: 512,
                handler: "index.handler",
            });
            assert.equal(graph.inputs("lambda.FunctionEventInvokeConfig")["maximumRetryAttempts"], 0);
            assert.ok(graph.names("cloudwatch.MetricAlarm").includes("report-errors"));
        });

        it("is called before the deployment with every new version, and its answer is a secret", () => {
            const { graph } = recording();
            const { inputs } = graph.one("lambda.Invocation");
            assert.deepEqual(inputs["input"], '{"before":"deployment"}');
            assert.deepEqual(Object.keys(inputs["triggers"] as object), ["version"]);
        });

        it("needs no cluster to be started", async () => {
            const target = recording().made.target();
            assert.equal(target.container, undefined);
            assert.deepEqual(
                target.statements.flatMap(({ actions }) => actions),
                ["lambda:InvokeFunction"],
            );
            assert.match(String(await resolve(target.arn)), /alias/);
        });
    });
});
