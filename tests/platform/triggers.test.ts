/** What functions, queues and tasks get events from, in whole stacks. */
import assert from "node:assert/strict";

import { run } from "../support/program";

const CODE = "examples/sample/functions/orders";
const BASE = {
    "plumbline:tier": "dev",
    "plumbline:region": "eu-west-1",
    "plumbline:accountId": "111122223333",
    "plumbline:owner": "team",
    "plumbline:costCenter": "1000",
};

describe("what a function follows", () => {
    it("gives it permissions to follow, and neither those of a use nor its variables", async () => {
        const { graph } = await run("unit", {
            ...BASE,
            "plumbline:tables": { carts: { partitionKey: "id", stream: "both" } },
            "plumbline:topics": { paid: {} },
            "plumbline:queues": { jobs: {} },
            "plumbline:functions": {
                work: { code: CODE, on: ["queue/jobs", "table/carts", "topic/paid"] },
                both: { code: CODE, on: ["queue/jobs"], uses: ["queue/jobs"] },
            },
        });
        const actions = (name: string) =>
            graph.statements("iam.RolePolicy", name).flatMap(({ Action }) => Action);
        const sends = (name: string): boolean =>
            graph
                .statements("iam.RolePolicy", name)
                .some(
                    ({ Action, Resource }) =>
                        /SendMessage/.test(String(Action)) && /jobs/.test(String(Resource)),
                );
        assert.ok(actions("work").includes("sqs:ReceiveMessage"));
        assert.ok(!sends("work"), "it sends to the queue that it follows");
        assert.ok(sends("both"));
        assert.ok(
            !actions("work").some((action) => /sns:Publish|dynamodb:(Put|Get)Item/.test(String(action))),
        );
        const { environment } = graph.inputs("lambda.Function", "work");
        assert.doesNotMatch(JSON.stringify(environment ?? {}), /QUEUE_JOBS|TABLE_CARTS|TOPIC_PAID/);
    });
});
