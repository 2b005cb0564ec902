/** Permissions of a role: in one policy if they fit, in several if not, and merged in any case. */
import assert from "node:assert/strict";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { mergeStatements, type Statement } from "../../../components/support/iam";
import { grant } from "../../../components/support/rolePolicies";
import { Queue, Table } from "../../../components/storage";
import { ServerlessFunction } from "../../../components/function";
import { base, KEY, logs } from "../../support/fixtures";
import type { Graph } from "../../support/graph";
import { record } from "../../support/recorder";

/** IAM's limits, without white space. */
const MOST_WITHIN = 10_240;
const MOST_ATTACHED = 6144;

const COUNT = 60;
const names = Array.from({ length: COUNT }, (_, index) => `the-longest-name-${100 + index}`);

interface Document {
    readonly Statement: readonly { readonly Action: string[]; readonly Resource: string[] }[];
}

function documents(graph: Graph): { within: string[]; attached: string[] } {
    const texts = (kind: string) => graph.all(kind).map(({ inputs }) => String(inputs["policy"]));
    return { within: texts("iam.RolePolicy"), attached: texts("iam.Policy") };
}

function granted(texts: readonly string[]): Set<string> {
    return new Set(
        texts.flatMap((text) =>
            (JSON.parse(text) as Document).Statement.flatMap(({ Action, Resource }) =>
                Action.flatMap((action) => Resource.map((resource) => `${action} ${resource}`)),
            ),
        ),
    );
}

const arns = (count: number): pulumi.Output<string>[] =>
    Array.from({ length: count }, (_, index) =>
        pulumi.output(`arn:aws:s3:::${String(index).padStart(120, "x")}`),
    );
const role = () => new iam.Role("role", { assumeRolePolicy: "{}" });

describe("merging statements", () => {
    it("makes one of those with the same actions and conditions, each resource once", () => {
        const conditions = { StringEquals: { "kms:ViaService": "x" } };
        const merged = mergeStatements([
            { actions: ["a:Do"], resources: ["1"] },
            { actions: ["b:Do"], resources: ["1"] },
            { actions: ["a:Do"], resources: ["2", "1"] },
            { actions: ["a:Do"], resources: ["3"], conditions },
            { actions: ["a:Do"], resources: ["4"], conditions },
        ]);
        assert.deepEqual(merged, [
            { actions: ["a:Do"], resources: ["1", "2"] },
            { actions: ["b:Do"], resources: ["1"] },
            { actions: ["a:Do"], resources: ["3", "4"], conditions },
        ]);
    });

    it("keeps apart what differs: effect, conditions, names", () => {
        const apart: Statement[] = [
            { actions: ["a:Do"], resources: ["1"] },
            { actions: ["a:Do"], resources: ["2"], effect: "Deny" },
            { actions: ["a:Do"], resources: ["3"], conditions: { Bool: { x: "true" } } },
            { actions: ["a:Do"], resources: ["4"], sid: "Own" },
            { actions: ["a:Do"], resources: ["5"], conditions: { Bool: { x: pulumi.output("late") } } },
            { actions: ["a:Do"], resources: ["6"], conditions: { Bool: { x: pulumi.output("later") } } },
        ];
        assert.deepEqual(mergeStatements(apart), apart);
    });
});

describe("the permissions of a function", () => {
    it("that uses 60 queues fit into its role, with a statement for each kind of permission", async () => {
        const { graph } = await record(() => {
            const links = names.map((name) => ({
                name: `queue/${name}`,
                link: new Queue(name, { ...base, keyArn: KEY }).link(),
            }));
            return new ServerlessFunction("orders", {
                ...base,
                code: "examples/sample/functions/orders",
                logs,
                links,
            });
        });
        const all = graph.all("iam.RolePolicy").filter(({ name }) => name.startsWith("orders"));
        const [{ inputs } = { inputs: {} }] = all;
        const text = String((inputs as { policy?: string }).policy);
        const statements = (JSON.parse(text) as Document).Statement;
        const sending = statements.filter(({ Action }) => Action.includes("sqs:SendMessage"));
        assert.equal(sending.length, 1);
        assert.equal(sending[0]?.Resource.length, COUNT);
        // The key of all of them.
        const keys = statements.filter(({ Action }) => Action.includes("kms:GenerateDataKey"));
        assert.deepEqual(
            keys.map(({ Resource }) => Resource),
            [[KEY]],
        );
        assert.ok(text.length <= MOST_WITHIN, `${text.length}`);
    });

    it("that uses 60 tables with indexes are in several policies, none of them too long, and all there", async () => {
        const indexes = { one: { partitionKey: { name: "a", type: "string" as const } } };
        const { graph } = await record(() => {
            const tables = names.map(
                (name) =>
                    new Table(name, {
                        ...base,
                        keyArn: KEY,
                        partitionKey: { name: "id", type: "string" },
                        indexes,
                        stream: "both",
                    }),
            );
            const links = tables.map((table, index) => ({
                name: `table/${names[index]}`,
                link: table.link(),
            }));
            return new ServerlessFunction("orders", {
                ...base,
                code: "examples/sample/functions/orders",
                logs,
                links,
            });
        });
        const { within, attached } = documents(graph);
        assert.equal(within.length, 1);
        assert.ok(attached.length > 0);
        assert.ok((within[0]?.length ?? 0) <= MOST_WITHIN, `${within[0]?.length}`);
        for (const text of attached) assert.ok(text.length <= MOST_ATTACHED, `${text.length}`);
        const all = granted([...within, ...attached]);
        for (const name of names) {
            const arn = `arn:aws:dynamodb:eu-west-1:111122223333:table/${name}`;
            for (const needed of [
                `dynamodb:PutItem ${arn}`,
                `dynamodb:Query ${arn}/index/one`,
                `dynamodb:DescribeTable ${arn}`,
            ]) {
                assert.ok(all.has(needed), needed);
            }
        }
        // The function waits for all of them.
        const { dependsOn } = graph.one("lambda.Function");
        for (const { urn } of [...graph.all("iam.RolePolicy"), ...graph.all("iam.RolePolicyAttachment")]) {
            assert.ok(dependsOn.includes(urn), urn);
        }
    });
});

describe("permissions of a role", () => {
    it("are cut at resources where one statement is longer than a policy", async () => {
        const { graph } = await record(() =>
            grant("role", role(), [{ actions: ["s3:GetObject"], resources: arns(200) }], {}),
        );
        const { within, attached } = documents(graph);
        for (const text of within) assert.ok(text.length <= MOST_WITHIN);
        for (const text of attached) assert.ok(text.length <= MOST_ATTACHED);
        assert.equal(granted([...within, ...attached]).size, 200);
        assert.equal(graph.all("iam.RolePolicyAttachment").length, attached.length);
    });

    it("are refused if one statement alone is longer than a policy, wherever it would be cut", async () => {
        const conditions = {
            StringEquals: {
                "ses:FromAddress": Array.from({ length: 200 }, (_, at) => `somebody-${at}@shop.example.com`),
            },
        };
        const statements = [{ actions: ["ses:SendEmail"], resources: ["*"], conditions }];
        await assert.rejects(
            record(() => grant("role", role(), statements, {})),
            /has a statement of \d+ characters besides its resources, and a policy can have 6144/,
        );
    });

    it("are refused if they are more than ten policies hold", async () => {
        await assert.rejects(
            record(() => grant("role", role(), [{ actions: ["s3:GetObject"], resources: arns(600) }], {})),
            /needs about \d+ characters of permissions, in \d+ policies besides the role's own, and a role can have 10/,
        );
    });
});
