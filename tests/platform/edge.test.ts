/** Whether a stack has anything in us-east-1: decided by the program, and known from the settings alone. */
import assert from "node:assert/strict";

import { hasEdge } from "../../config/derived/edge";
import { readStackFile } from "../../config/stackFile";
import { validate } from "../../config/validate";
import { recordStack, ROOT, run, STACKS } from "../support/program";

const SMALL = {
    "plumbline:tier": "dev",
    "plumbline:region": "eu-west-1",
    "plumbline:accountId": "123456789012",
    "plumbline:owner": "platform",
    "plumbline:costCenter": "1000",
    "plumbline:buckets": { pictures: {} },
};
const SLACK = { workspaceId: "T0123ABCD", channelId: "C0123ABCD" };
const API = { code: "examples/sample/functions/orders" };

/** Everything that has something in us-east-1, alone in a stack of another region. */
const ALONE: readonly [what: string, config: Readonly<Record<string, unknown>>][] = [
    ["nothing", {}],
    ["Slack", { "plumbline:alerts": { slack: SLACK } }],
    ["Slack of a channel", { "plumbline:alerts": { channels: { security: { slack: SLACK } } } }],
    ["query logs", { "plumbline:domain": { name: "shop.example.com", queryLogs: true } }],
    ["a site", { "plumbline:sites": { shop: { content: "examples/sample/site" } } }],
    ["media", { "plumbline:media": { pictures: { bucket: "pictures", access: "public" } } }],
    [
        "the firewall of an API's CDN",
        {
            "plumbline:firewall": { enabled: true },
            "plumbline:functions": { orders: API },
            "plumbline:apis": {
                shop: {
                    cdn: true,
                    firewall: true,
                    routes: { "GET /orders": { function: "orders", public: true } },
                },
            },
        },
    ],
];

const has = (stack: string): boolean =>
    hasEdge(validate(readStackFile(ROOT, stack), stack, ROOT, "plumbline"));

describe("what a stack has in us-east-1", () => {
    it("is known from the settings", async () => {
        for (const stack of STACKS) {
            const { graph } = await recordStack(stack);
            assert.equal(graph.all("Edge").length > 0, has(stack), stack);
        }
        assert.deepEqual(new Set(STACKS.map(has)), new Set([true, false]));
    }).timeout(120_000);

    for (const [what, config] of ALONE) {
        it(`is known where it is there for ${what} only`, async () => {
            const values = { ...SMALL, ...config };
            const { graph } = await run("shop", values);
            const raw = Object.fromEntries(
                Object.entries(values).map(([key, value]) => [key.replace("plumbline:", ""), value]),
            );
            const known = hasEdge(validate(raw, "shop", ROOT, "plumbline"));
            assert.deepEqual(
                [graph.all("Edge").length, known],
                [what === "nothing" ? 0 : 1, what !== "nothing"],
            );
        });
    }
});
