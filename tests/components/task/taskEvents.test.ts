/** Events start tasks. */
import assert from "node:assert/strict";

import { Task, type TaskArgs } from "../../../components/task";
import { ALERTS, base, logs, vpc } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";

const CLUSTER = "arn:aws:ecs:eu-west-1:111122223333:cluster/main";
const DEAD = "arn:aws:sqs:eu-west-1:111122223333:queue/resize-undelivered";
const RULE = (name: string): string => `arn:aws:cloudwatch:eu-west-1:111122223333:eventrule/${name}`;
const rules = [
    { name: "bucket-uploads", pattern: { source: ["aws.s3"] }, ofObjects: true, retries: 5 },
    {
        name: "bus-main",
        busName: "main-1",
        pattern: { source: ["shop"] },
        variables: { ORDER: "$.detail.id" },
    },
];
const common: TaskArgs = { ...base, logs, vpc, rules, alarmTopicArn: ALERTS };

const variables = (...names: string[]): string => {
    const environment = names.map((name) => `{"name":"${name}","value":<${name}>}`).join();
    return `{"containerOverrides":[{"name":"resize","environment":[${environment}]}]}`;
};

describe("Events for a container", () => {
    const recording = recordOnce(
        () =>
            new Task("resize", {
                ...common,
                cluster: { clusterArn: CLUSTER, clusterName: "main" },
                image: "public.ecr.aws/shop/resize:1.2.3",
            }),
    );

    it("start one task of its newest revision, which gets bucket and key as variables", () => {
        const target = recording().graph.inputs("cloudwatch.EventTarget", "resize-bucket-uploads");
        assert.partialDeepStrictEqual(target, {
            rule: "resize-bucket-uploads-0a1b2c3",
            arn: CLUSTER,
            ecsTarget: {
                taskDefinitionArn: "arn:aws:ecs:eu-west-1:111122223333:taskdefinition/resize",
                taskCount: 1,
                launchType: "FARGATE",
                networkConfiguration: { subnets: vpc.privateSubnetIds, assignPublicIp: false },
            },
            inputTransformer: {
                inputPaths: {
                    EVENT_ID: "$.id",
                    EVENT_TYPE: "$.detail-type",
                    EVENT_BUCKET: "$.detail.bucket.name",
                    EVENT_KEY: "$.detail.object.key",
                },
                inputTemplate: variables("EVENT_ID", "EVENT_TYPE", "EVENT_BUCKET", "EVENT_KEY"),
            },
            retryPolicy: { maximumEventAgeInSeconds: 86_400, maximumRetryAttempts: 5 },
            deadLetterConfig: { arn: DEAD },
        });
        assert.ok(!("eventBusName" in target));
    });

    it("of a bus bring the variables of the stack file", () => {
        const target = recording().graph.inputs("cloudwatch.EventTarget", "resize-bus-main");
        assert.equal(target["eventBusName"], "main-1");
        assert.deepEqual(
            (target["inputTransformer"] as { inputTemplate: string }).inputTemplate,
            variables("EVENT_ID", "EVENT_TYPE", "ORDER"),
        );
    });

    it("come with a role that EventBridge alone has, for this family, cluster and pair of roles", () => {
        const { graph } = recording();
        const trust = JSON.stringify(graph.inputs("iam.Role", "resize-event")["assumeRolePolicy"]);
        assert.match(trust, /events\.amazonaws\.com/);
        assert.match(trust, /aws:SourceAccount/);
        assert.deepEqual(
            graph
                .statements("iam.RolePolicy", "resize-event")
                .map(({ Action, Resource }) => [Action, Resource]),
            [
                [
                    ["ecs:RunTask"],
                    ["arn:aws:ecs:eu-west-1:111122223333:task-definition/plumbline-unit-task_resize:*"],
                ],
                [["ecs:TagResource"], ["arn:aws:ecs:eu-west-1:111122223333:task/main/*"]],
                [
                    ["iam:PassRole"],
                    [
                        "arn:aws:iam:eu-west-1:111122223333:role/resize-execution",
                        "arn:aws:iam:eu-west-1:111122223333:role/resize-task",
                    ],
                ],
            ],
        );
    });

    it("that could not start it are kept in a queue of its own, which takes those of its rules only", () => {
        const { graph } = recording();
        assert.partialDeepStrictEqual(graph.statements("sqs.QueuePolicy", "resize-undelivered")[0], {
            Principal: { Service: ["events.amazonaws.com"] },
            Action: ["sqs:SendMessage"],
            Condition: {
                ArnLike: { "aws:SourceArn": [RULE("resize-bucket-uploads"), RULE("resize-bus-main")] },
            },
        });
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), ["resize-undelivered-messages"]);
    });
});

describe("Events for a task's code", () => {
    it("call its function, each with a permission, and end in the same queue", async () => {
        const { graph } = await record(
            () => new Task("resize", { ...common, code: "examples/sample/functions/orders" }),
        );
        const target = graph.inputs("cloudwatch.EventTarget", "resize-bucket-uploads");
        assert.match(String(target["arn"]), /alias\/resize/);
        assert.deepEqual(target["deadLetterConfig"], { arn: DEAD });
        assert.ok(!("ecsTarget" in target) && !("inputTransformer" in target) && !("roleArn" in target));
        assert.partialDeepStrictEqual(graph.inputs("lambda.Permission", "resize-bus-main"), {
            principal: "events.amazonaws.com",
            qualifier: "live",
            sourceArn: RULE("resize-bus-main"),
        });
        assert.deepEqual(graph.names("sqs.Queue"), ["resize-undelivered"]);
    });
});
