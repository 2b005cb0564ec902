import assert from "node:assert/strict";

import type { Ask } from "../../../operations/aws/ask";
import type { Part } from "../../../operations/parts/parts";
import { exitCodes } from "../../../operations/pulumi/failure";
import type { Resource } from "../../../operations/state/resource";
import { pipelines } from "../../../operations/status/pipelines";
import { queues } from "../../../operations/status/queues";
import type { Asked, Condition, Row } from "../../../operations/status/row";
import { servers } from "../../../operations/status/servers";
import { services, shortImage } from "../../../operations/status/services";
import { endOf, showStatus, statusJson } from "../../../operations/status/show";
import { tasks } from "../../../operations/status/tasks";
import { FakeAws } from "../../support/fakeAws";

type Outputs = Readonly<Record<string, unknown>>;

function part(
    id: string,
    ...resources: readonly (readonly [type: string, name: string, outputs: Outputs])[]
): Part {
    const [kind = "", name = ""] = id.split("/");
    return {
        ...{ id, name, kind: kind as Part["kind"] },
        resources: resources.map(([type, own, outputs]): Resource => ({
            urn: `urn:pulumi:dev::shop::${type}::${own}`,
            type,
            outputs,
        })),
    };
}

const nobody: Ask = async () => Promise.reject(new Error("nobody is asked"));
const CLIENT = { region: "eu-west-1", maxAttempts: 1 };
const asking = (answer: (body: string) => string): Asked => ({
    client: CLIENT,
    ask: async ({ body = "" }) => Promise.resolve(answer(body)),
    outputs: {},
});
const conditions = (rows: readonly Row[]): string[] =>
    rows.map(({ id, condition, runs }) => `${id} ${condition}: ${runs}`);

describe("the status of services", () => {
    const service = (name: string): Part =>
        part(
            `service/${name}`,
            ["aws:ecs/service:Service", name, { cluster: "main", name: `${name}-1` }],
            [
                "aws:ecs/taskDefinition:TaskDefinition",
                name,
                {
                    arn: `${name}:2`,
                    containerDefinitions: `[{"name":"${name}","image":"r/shop:2"},{"name":"xray","image":"x"}]`,
                },
            ],
        );
    const answered = (name: string, found: object) => ({
        serviceName: `${name}-1`,
        taskDefinition: `${name}:2`,
        status: "ACTIVE",
        ...found,
    });
    const rollout = (rolloutState: string) => [
        { status: "PRIMARY", rolloutState, rolloutStateReason: "tasks failed to start" },
    ];

    it("is that of their tasks and of their deployment, for ten services in a request", async () => {
        const states = {
            fine: { desiredCount: 2, runningCount: 2, deployments: rollout("COMPLETED") },
            going: { desiredCount: 2, runningCount: 1, pendingCount: 1, deployments: rollout("IN_PROGRESS") },
            failed: { desiredCount: 2, runningCount: 2, deployments: rollout("FAILED") },
            few: { desiredCount: 2, runningCount: 1, deployments: rollout("COMPLETED") },
            night: { desiredCount: 0, runningCount: 0, deployments: rollout("COMPLETED") },
            drained: { desiredCount: 1, runningCount: 1, status: "DRAINING" },
        };
        const others = ["a", "b", "c", "d", "e"];
        const aws = await FakeAws.start({
            DescribeServices: ({ services: names }) => ({
                services: (names as string[]).flatMap((name) => {
                    const short = name.replace(/-1$/, "") as keyof typeof states;
                    return short in states ? [answered(short, states[short])] : [];
                }),
            }),
        });
        const parts = [...Object.keys(states), ...others].map(service);
        const rows = await services(parts, { client: aws.client, ask: nobody, outputs: {} });
        await aws.stop();
        assert.deepEqual(conditions(rows).slice(0, 7), [
            "service/fine healthy: 2 of 2 tasks, completed",
            "service/going changing: 1 of 2 tasks, 1 starting, in progress",
            "service/failed broken: 2 of 2 tasks, failed",
            "service/few broken: 1 of 2 tasks, completed",
            "service/night idle: 0 of 0 tasks, completed",
            "service/drained broken: 1 of 1 tasks",
            "service/a broken: gone from AWS",
        ]);
        assert.equal(rows[0]?.version, "shop:2");
        assert.deepEqual(
            aws.asked.map(([operation, { services: names }]) => [operation, (names as string[]).length]),
            [
                ["DescribeServices", 10],
                ["DescribeServices", 1],
            ],
        );
    });

    it("names the image of the revision that runs, if the state has another one", async () => {
        const aws = await FakeAws.start({
            DescribeServices: () => ({ services: [{ ...answered("a", {}), taskDefinition: "a:1" }] }),
            DescribeTaskDefinition: () => ({
                taskDefinition: {
                    containerDefinitions: [
                        { name: "a", image: `r/shop@sha256:${"0123456789abcdef".repeat(4)}` },
                    ],
                },
            }),
        });
        const [row] = await services([service("a")], { client: aws.client, ask: nobody, outputs: {} });
        await aws.stop();
        assert.equal(row?.version, "shop@0123456789ab");
        assert.equal(shortImage("public.ecr.aws/nginx/nginx:1.29"), "nginx:1.29");
    });
});

describe("the status of tasks", () => {
    it("is how the last run ended, and of what ECS has forgotten the time of its last line", async () => {
        const definition = (name: string): readonly [string, string, Outputs] => [
            "aws:ecs/taskDefinition:TaskDefinition",
            name,
            { family: name },
        ];
        const ended = (name: string, at: number, exitCode: number | undefined, reason: string) => ({
            taskArn: `${name}-${at}`,
            lastStatus: "STOPPED",
            createdAt: at,
            stoppedAt: at + 1,
            stoppedReason: reason,
            containers: [{ name, exitCode }],
        });
        const runs = [
            ended("fine", 1, 3, "first"),
            ended("fine", 5, 0, "second"),
            ended("bad", 5, 3, "exited"),
            ended("never", 5, undefined, "CannotPullContainerError"),
            { taskArn: "going-1", lastStatus: "RUNNING", createdAt: 5, containers: [{ name: "going" }] },
        ];
        const aws = await FakeAws.start({
            ListTasks: ({ family, desiredStatus }) => ({
                taskArns: runs
                    .filter(
                        ({ taskArn, lastStatus }) =>
                            taskArn.startsWith(`${String(family)}-`) && lastStatus === desiredStatus,
                    )
                    .map(({ taskArn }) => taskArn),
            }),
            DescribeTasks: ({ tasks: arns }) => ({
                tasks: runs.filter(({ taskArn }) => (arns as string[]).includes(taskArn)),
            }),
            DescribeLogStreams: ({ logGroupName }) => ({
                logStreams: logGroupName === "old" ? [{ lastEventTimestamp: 1000 }] : [],
            }),
        });
        const names = ["fine", "bad", "never", "going"];
        const logged = ["old", "new"].map((name) =>
            part(`task/${name}`, definition(name), ["aws:cloudwatch/logGroup:LogGroup", name, { name }]),
        );
        const rows = await tasks(
            [...names.map((name) => part(`task/${name}`, definition(name))), ...logged],
            {
                client: aws.client,
                ask: nobody,
                outputs: {
                    tasks: Object.fromEntries(
                        [...names, "old", "new"].map((name) => [name, { clusterArn: "main" }]),
                    ),
                },
            },
        );
        await aws.stop();
        assert.deepEqual(conditions(rows), [
            "task/fine healthy: ended with 0",
            "task/bad broken: ended with 3",
            "task/never broken: ended with no exit code",
            "task/going changing: running",
            "task/old idle: has run; how it ended is not kept",
            "task/new idle: has not run",
        ]);
        assert.equal(rows[2]?.last, "1970-01-01T00:00:06Z CannotPullContainerError");
        assert.equal(aws.asked.filter(([operation]) => operation === "DescribeTasks").length, 1);
    });
});

describe("the status of servers", () => {
    const member = (name: string, desired: number, ...instances: readonly string[]): string =>
        `<member><AutoScalingGroupName>${name}</AutoScalingGroupName><DesiredCapacity>${desired}</DesiredCapacity>` +
        `<LaunchTemplate><Version>07</Version></LaunchTemplate><Instances>${instances
            .map(
                (state) =>
                    `<member><InstanceId>i-1</InstanceId><LifecycleState>${state}</LifecycleState><HealthStatus>${state === "InService" ? "Healthy" : "Unhealthy"}</HealthStatus></member>`,
            )
            .join("")}</Instances></member>`;

    it("is that of their instances, all groups in a request", async () => {
        const bodies: string[] = [];
        const groups = [
            member("fine", 1, "InService"),
            member("night", 0),
            member("going", 2, "InService", "Pending:Wait"),
            member("bad", 2, "InService"),
        ].join("");
        const parts = ["fine", "night", "going", "bad", "gone"].map((name) =>
            part(`server/${name}`, ["aws:autoscaling/group:Group", name, { name }]),
        );
        const rows = await servers(
            parts,
            asking((body) => {
                bodies.push(body);
                return `<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups>${groups}</AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>`;
            }),
        );
        assert.deepEqual(conditions(rows), [
            "server/fine healthy: 1 of 1 instances",
            "server/night idle: 0 of 0 instances",
            "server/going changing: 1 of 2 instances",
            "server/bad broken: 1 of 2 instances",
            "server/gone broken: gone from AWS",
        ]);
        assert.equal(rows[0]?.version, "template 07");
        assert.equal(bodies.length, 1);
        assert.equal(new URLSearchParams(bodies[0]).get("AutoScalingGroupNames.member.5"), "gone");
    });
});

describe("the status of queues and pipelines", () => {
    it("counts what waits, and what lies among dead letters", async () => {
        const queue = part(
            "queue/jobs",
            ["aws:sqs/queue:Queue", "jobs-dead", { url: "dead" }],
            ["aws:sqs/queue:Queue", "jobs", { url: "own" }],
        );
        const of = async (dead: string): Promise<string[]> =>
            conditions(
                await queues(
                    [queue],
                    asking((body) =>
                        JSON.stringify({
                            Attributes: { ApproximateNumberOfMessages: body.includes('"dead"') ? dead : "4" },
                        }),
                    ),
                ),
            );
        assert.deepEqual(await of("0"), ["queue/jobs healthy: 4 waiting, 0 at work, 0 dead letters"]);
        assert.deepEqual(await of("1"), ["queue/jobs broken: 4 waiting, 0 at work, 1 dead letter"]);
    });

    it("is that of the last execution", async () => {
        const pipeline = part("pipeline/shop", [
            "aws:codepipeline/pipeline:Pipeline",
            "shop",
            { name: "shop-1" },
        ]);
        const of = async (...found: readonly object[]): Promise<string[]> =>
            conditions(
                await pipelines(
                    [pipeline],
                    asking(() => JSON.stringify({ pipelineExecutionSummaries: found })),
                ),
            );
        assert.deepEqual(await of(), ["pipeline/shop idle: has never run"]);
        for (const [status, condition] of Object.entries({
            Succeeded: "healthy",
            Failed: "broken",
            InProgress: "changing",
            Superseded: "idle",
        })) {
            const revision = { revisionId: "0123456789abcdef" };
            assert.deepEqual(await of({ status, lastUpdateTime: 1, sourceRevisions: [revision] }), [
                `pipeline/shop ${condition}: ${status.toLowerCase()}`,
            ]);
        }
    });
});

describe("what is shown of a status", () => {
    const row = (condition: Condition, last = ""): Row => ({
        id: "a/b",
        condition,
        runs: "",
        version: "",
        last,
        facts: { desired: 1 },
    });

    it("ends with a code of its own if something is broken, and with another one if AWS does not say", () => {
        assert.equal(
            endOf([row("healthy"), row("idle"), row("changing"), row("not deployed")]),
            exitCodes.done,
        );
        assert.equal(endOf([row("unknown"), row("healthy")]), exitCodes.inconclusive);
        assert.equal(endOf([row("unknown"), row("broken")]), exitCodes.broken);
    });

    it("has no control characters, and long events are cut, in the table alone", () => {
        assert.match(showStatus([row("broken", `\u001b[2Jx${"y".repeat(200)}`)]), / xy{99}…$/);
        assert.deepEqual(statusJson("dev", [row("broken")]), {
            stack: "dev",
            state: "broken",
            parts: [{ id: "a/b", state: "broken", desired: 1 }],
        });
    });
});
