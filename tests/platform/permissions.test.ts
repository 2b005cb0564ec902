/** `permissions` of workloads become part of their own roles, and nobody starts without them. */
import assert from "node:assert/strict";

import type { Graph } from "../support/graph";
import { run } from "../support/program";

const given = [
    {
        actions: ["polly:SynthesizeSpeech"],
        resources: ["arn:aws:polly:{region}:{accountId}:lexicon/{project}-{stack}-*"],
        conditions: { StringEquals: { "aws:PrincipalTag/Home": "${aws:PrincipalTag/Team}" } },
    },
    { effect: "Deny", actions: ["s3:Put*"], resources: ["*"] },
];
const granted = [
    {
        Effect: "Allow",
        Action: ["polly:SynthesizeSpeech"],
        Resource: ["arn:aws:polly:eu-west-1:111122223333:lexicon/plumbline-unit-*"],
        Condition: { StringEquals: { "aws:PrincipalTag/Home": "${aws:PrincipalTag/Team}" } },
    },
    { Effect: "Deny", Action: ["s3:Put*"], Resource: ["*"] },
];

describe("permissions of a stack file", () => {
    let graph: Graph;

    before(async () => {
        const config = {
            "plumbline:tier": "dev",
            "plumbline:region": "eu-west-1",
            "plumbline:accountId": "111122223333",
            "plumbline:owner": "team",
            "plumbline:costCenter": "1000",
            "plumbline:network": { cidr: "10.0.0.0/16", zones: ["a", "b"], nat: "single" },
            "plumbline:functions": {
                work: { code: "examples/sample/functions/orders", permissions: given },
            },
            "plumbline:services": { web: { image: "nginx:1.29", permissions: given } },
            "plumbline:servers": { host: { permissions: given } },
        };
        ({ graph } = await run("unit", config));
    });

    for (const [what, policy] of Object.entries({ function: "work", service: "web-task", server: "host" })) {
        it(`are those of a ${what}, as they are given`, () => {
            const all = graph.statements("iam.RolePolicy", policy);
            for (const statement of granted) {
                assert.ok(
                    all.some((one) => JSON.stringify(one) === JSON.stringify(statement)),
                    `${JSON.stringify(statement)} is not among ${JSON.stringify(all)}`,
                );
            }
        });
    }

    it("are not those of the role with which ECS starts a task", () => {
        const text = JSON.stringify(graph.statements("iam.RolePolicy", "web-execution"));
        assert.doesNotMatch(text, /polly/);
    });
});
