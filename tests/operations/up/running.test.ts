import assert from "node:assert/strict";

import type { Question } from "../../../operations/aws/ask";
import type { Resource } from "../../../operations/state/resource";
import { lookAtRunning } from "../../../operations/up/running";

const resource = (type: string, name: string, outputs: Record<string, unknown>): Resource => ({
    urn: `urn:pulumi:dev::plumbline::${type}::${name}`,
    type,
    outputs,
});
const service = (name: string, cluster = "arn:cluster"): Resource =>
    resource("aws:ecs/service:Service", name, { name: `${name}-1a2b3c4`, cluster });
const group = resource("aws:autoscaling/group:Group", "reports", { name: "reports-1a2b3c4" });

const steady = (serviceName: string) => ({
    serviceName,
    desiredCount: 2,
    runningCount: 2,
    deployments: [{ status: "PRIMARY", rolloutState: "COMPLETED" }],
});

/** Asks an AWS whose services are these. */
async function look(
    resources: readonly Resource[],
    services: readonly object[],
    refresh = "<InstanceRefreshes/>",
) {
    const asked: Question[] = [];
    const found = await lookAtRunning(resources, async (question) => {
        asked.push(question);
        return question.service === "ecs" ? JSON.stringify({ services }) : refresh;
    });
    return { ...found, asked };
}

describe("what runs after a deployment", () => {
    it("is everything, where services are steady and no instances are replaced", async () => {
        const { problems, notes, asked } = await look([service("web"), group], [steady("web-1a2b3c4")]);
        assert.deepEqual([problems, notes], [[], []]);
        assert.deepEqual(JSON.parse(asked[0]?.body ?? ""), {
            cluster: "arn:cluster",
            services: ["web-1a2b3c4"],
        });
        assert.match(asked[1]?.path ?? "", /AutoScalingGroupName=reports-1a2b3c4&/);
    });

    it("is not a service whose creation has failed: its reason is told", async () => {
        const failed = {
            ...{ serviceName: "web-1a2b3c4", desiredCount: 2, runningCount: 0 },
            deployments: [
                {
                    status: "PRIMARY",
                    rolloutState: "FAILED",
                    rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
                },
            ],
        };
        const { problems } = await look(
            [service("web"), service("stock")],
            [failed, steady("stock-1a2b3c4")],
        );
        assert.equal(problems.length, 1);
        assert.match(
            problems[0] ?? "",
            /^service\/web: 0 of 2 tasks run \(ECS deployment circuit breaker: tasks failed to start\)\. Deploy it/,
        );
    });

    it("is not a service without tasks: its last event is told", async () => {
        const { problems } = await look(
            [service("web")],
            [
                {
                    ...{ serviceName: "web-1a2b3c4", desiredCount: 1, runningCount: 0 },
                    deployments: [{ status: "PRIMARY", rolloutState: "IN_PROGRESS" }],
                    events: [{ message: "unable to pull the image." }],
                },
            ],
        );
        assert.match(problems[0] ?? "", /^service\/web: 0 of 1 tasks run \(unable to pull the image\)/);
    });

    it("is a service that scales out, or that is to have no tasks", async () => {
        const { problems } = await look(
            [service("web"), service("idle")],
            [
                { ...steady("web-1a2b3c4"), desiredCount: 4 },
                { ...steady("idle-1a2b3c4"), desiredCount: 0, runningCount: 0 },
            ],
        );
        assert.deepEqual(problems, []);
    });

    describe("is not a service with another task definition than was asked for", () => {
        const arn = (revision: number) =>
            `arn:aws:ecs:eu-west-1:111122223333:task-definition/shop-web:${revision}`;
        const asked = { ...service("web"), inputs: { taskDefinition: arn(7) } };
        const rolledBack = {
            ...steady("web-1a2b3c4"),
            taskDefinition: arn(6),
            deployments: [
                { status: "PRIMARY", rolloutState: "COMPLETED", taskDefinition: arn(6) },
                {
                    ...{ status: "INACTIVE", rolloutState: "FAILED", taskDefinition: arn(7) },
                    rolloutStateReason: "ECS deployment circuit breaker: tasks failed to start.",
                },
            ],
        };

        it("because ECS has rolled it back, whatever the state says", async () => {
            const { problems } = await look(
                [{ ...asked, outputs: { ...asked.outputs, taskDefinition: arn(6) } }],
                [rolledBack],
            );
            assert.equal(problems.length, 1);
            assert.match(
                problems[0] ?? "",
                /^service\/web: ECS runs shop-web:6, not shop-web:7, which was asked for \(ECS deployment circuit breaker: tasks failed to start\)/,
            );
        });

        it("unless the program leaves that to others, or it is the one", async () => {
            const left = { ...asked, ignoreChanges: ["taskDefinition"] };
            const right = { ...asked, inputs: { taskDefinition: arn(6) } };
            for (const one of [left, right]) assert.deepEqual((await look([one], [rolledBack])).problems, []);
        });
    });

    it("is asked for ten services at a time, by cluster", async () => {
        const many = Array.from({ length: 11 }, (_, at) => service(`s${at}`));
        const { asked } = await look([...many, service("other", "arn:second")], []);
        assert.deepEqual(
            asked.map(({ body = "" }) => (JSON.parse(body) as { services: string[] }).services.length),
            [10, 1, 1],
        );
    });

    it("are instances of two settings, while AWS replaces them", async () => {
        const answer =
            "<member><Status>InProgress</Status><PercentageComplete>40</PercentageComplete></member>";
        const { problems, notes } = await look([group], [], answer);
        assert.deepEqual(problems, []);
        assert.match(notes[0] ?? "", /^server\/reports: AWS goes on replacing its instances .* \(40 %\)/);
    });

    it("are instances of before, where replacing them has failed", async () => {
        const answer =
            "<Status>RollbackSuccessful</Status><StatusReason>An instance is unhealthy.</StatusReason>";
        const { problems, notes } = await look([group], [], answer);
        assert.match(
            problems[0] ?? "",
            /^server\/reports: its instances have not been replaced .* \(RollbackSuccessful: An instance is unhealthy\)/,
        );
        assert.deepEqual(notes, []);
    });

    it("is a note where AWS does not say it", async () => {
        const { problems, notes } = await lookAtRunning([service("web")], async () => {
            throw new Error("403 AccessDenied");
        });
        assert.deepEqual(problems, []);
        assert.deepEqual(notes, ["Whether services run could not be seen: 403 AccessDenied"]);
    });

    it("is nothing that a replacement has left over", async () => {
        const { asked } = await look([{ ...service("web"), delete: true }], []);
        assert.deepEqual(asked, []);
    });
});
