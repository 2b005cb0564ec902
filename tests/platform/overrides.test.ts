/** Inputs of single resources that a stack file changes. */
import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { matches } from "../../model/overrides";
import { createOverrides } from "../../platform/overrides";
import { complaints, minimal } from "../config/fixtures";
import { run } from "../support/program";

type Raw = Record<string, unknown>;

const CONFIG = {
    "plumbline:tier": "dev",
    "plumbline:region": "eu-west-1",
    "plumbline:accountId": "111122223333",
    "plumbline:owner": "platform",
    "plumbline:costCenter": "1000",
    "plumbline:alerts": { emails: ["team@example.com"] },
    "plumbline:budget": { monthlyUsd: 10 },
    "plumbline:security": { mode: "skip" },
    "plumbline:queues": { jobs: {}, mails: {} },
};

const overriding = (overrides: Raw): Raw => ({ ...CONFIG, "plumbline:overrides": overrides });

describe("an override", () => {
    it("changes inputs of the resources that it names, and of no others", async () => {
        const set = { delaySeconds: 5, tags: { Team: "shop" }, messageRetentionSeconds: null };
        const before = await run("dev", CONFIG);
        const after = await run("dev", overriding({ slow: { resource: "aws:sqs/queue:Queue::jobs", set } }));
        const inputs = (of: typeof before, name: string): Raw => of.graph.inputs("sqs.Queue", name);
        assert.equal(inputs(after, "jobs")["delaySeconds"], 5);
        assert.deepEqual(inputs(after, "jobs")["tags"], {
            ...(inputs(before, "jobs")["tags"] as Raw | undefined),
            Team: "shop",
        });
        assert.ok(inputs(before, "jobs")["messageRetentionSeconds"] !== undefined);
        assert.equal(inputs(after, "jobs")["messageRetentionSeconds"], undefined);
        assert.deepEqual(inputs(after, "mails"), inputs(before, "mails"));
        assert.deepEqual(
            after.graph.resources.map(({ urn }) => urn).sort(),
            before.graph.resources.map(({ urn }) => urn).sort(),
        );
    });

    it("names several by a pattern", async () => {
        const { graph } = await run(
            "dev",
            overriding({ all: { resource: "aws:sqs/queue:Queue::*", set: { delaySeconds: 7 } } }),
        );
        const queues = graph.resources.filter(({ urn }) => urn.includes("aws:sqs/queue:Queue::"));
        assert.ok(queues.length >= 4);
        assert.ok(queues.every(({ inputs }) => inputs["delaySeconds"] === 7));
    });

    it("that is about nothing is refused before anything starts", () => {
        const said = (resource: string): string[] =>
            complaints({
                ...minimal,
                queues: { jobs: {} },
                overrides: { slow: { resource, set: { delaySeconds: 5 } } },
            });
        assert.deepEqual(said("aws:sqs/queue:Queue::jobs"), []);
        assert.deepEqual(said("aws:sqs/queue:Queue::job"), [
            'plumbline:overrides.slow.resource: "aws:sqs/queue:Queue::job" matches no resource of this stack; of this type there are jobs, jobs-dead',
        ]);
        assert.deepEqual(said("aws:sqs/queues:Queue::jobs"), [
            'plumbline:overrides.slow.resource: "aws:sqs/queues:Queue::jobs" matches no resource of this stack; the stack has no resource of this type; did you mean "aws:sqs/queue:Queue"?',
        ]);
    });

    it("that no computed name tells of is refused by the program, when all resources are known", () => {
        const resource = "aws:ec2/securityGroup:SecurityGroup::orders";
        const overrides = { rule: { resource, set: { description: "x" } } };
        const { transformations, allUsed } = createOverrides({ stack: "dev", overrides });
        const error: unknown = (() => {
            try {
                allUsed();
            } catch (thrown) {
                return thrown;
            }
            return undefined;
        })();
        assert.ok(pulumi.RunError.isInstance(error as Error));
        assert.match(
            String(error),
            /plumbline:overrides\.rule\.resource: "aws:ec2\/securityGroup:SecurityGroup::orders" matches no resource/,
        );
        const changed = transformations[0]?.({
            resource: {} as pulumi.Resource,
            type: "aws:ec2/securityGroup:SecurityGroup",
            name: "orders",
            props: {},
            opts: {},
        });
        assert.deepEqual(changed?.props, { description: "x" });
        allUsed();
    });
});

describe("the pattern of an override", () => {
    const cases: [pattern: string, name: string, fits: boolean][] = [
        ["a:b/c:D::jobs", "jobs", true],
        ["a:b/c:D::jobs", "jobs-dead", false],
        ["a:b/c:D::jobs*", "jobs-dead", true],
        ["a:b/c:D::*-dead", "jobs-dead", true],
        ["a:b/c:D::j.bs", "jobs", false],
        ["a:b/c:E::jobs", "jobs", false],
    ];
    for (const [pattern, name, fits] of cases) {
        it(`${pattern} ${fits ? "is" : "is not"} about ${name}`, () => {
            assert.equal(matches(pattern, { type: "a:b/c:D", name }), fits);
        });
    }
});
