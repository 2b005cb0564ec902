/** Queue settings that AWS refuses: bucket notifications, failures, large batches. */
import assert from "node:assert/strict";

import { complaints, minimal } from "./fixtures";

type Raw = Record<string, unknown>;

const CODE = "examples/sample/functions/orders";
const QUEUES = { orders: { fifo: true }, jobs: {} };
const STANDARD_ONLY = "standard queues only; name a queue without fifo: true";
const orders = (settings: Raw): Raw => ({
    ...minimal,
    queues: QUEUES,
    functions: { orders: { code: CODE, ...settings } },
});
const told = (to: string): Raw => ({
    ...minimal,
    queues: QUEUES,
    buckets: { uploads: { notifications: [{ to, prefix: "in/" }] } },
});

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    ["receive object events, as standard queues", told("queue/jobs"), []],
    [
        "receive object events in order",
        told("queue/orders"),
        [
            `plumbline:buckets.uploads.notifications[0].to: "queue/orders" is not allowed, because S3 notifies ${STANDARD_ONLY}`,
        ],
    ],
    ["hold failures, as standard queues", orders({ onFailure: "queue/jobs" }), []],
    [
        "hold failures in order",
        orders({ onFailure: "queue/orders" }),
        [
            `plumbline:functions.orders.onFailure: "queue/orders" is not allowed, because Lambda and EventBridge send failures to ${STANDARD_ONLY}`,
        ],
    ],
    [
        "hold the failures of every function in order",
        {
            ...minimal,
            queues: QUEUES,
            functionDefaults: { onFailure: "queue/orders" },
            functions: { a: CODE, b: { code: CODE, onFailure: "queue/jobs" } },
        },
        [
            `plumbline:functions.a.onFailure: "queue/orders" is not allowed, because Lambda and EventBridge send failures to ${STANDARD_ONLY}`,
        ],
    ],
    [
        "call functions in order, ten messages at a time",
        orders({ on: [{ queue: "orders", batchSize: 10, maxConcurrency: 2 }] }),
        [],
    ],
    ["call functions in order, as Lambda does by itself", orders({ on: ["queue/orders"] }), []],
    [
        "call functions in order with more than ten messages",
        orders({ on: [{ queue: "orders", batchSize: 11 }] }),
        [
            "plumbline:functions.orders.on[0].batchSize: 11 is not allowed for queue/orders, which is fifo; it must be at most 10",
        ],
    ],
    [
        "call functions in order once a batch is full",
        orders({ on: [{ queue: "orders", windowSeconds: 1 }] }),
        [
            "plumbline:functions.orders.on[0].windowSeconds: 1 is not allowed for queue/orders, which is fifo; Lambda waits for full batches of standard queues only, so it must be 0",
        ],
    ],
    [
        "call functions with a wide batch, after a wait for it",
        orders({ on: [{ queue: "jobs", batchSize: 10_000, windowSeconds: 1 }] }),
        [],
    ],
    [
        "call functions with a wide batch, without a wait for it",
        orders({ on: ["queue/orders", { queue: "jobs", batchSize: 100 }] }),
        [
            "plumbline:functions.orders.on[1].windowSeconds: 0 is not allowed with batchSize 100; it must be at least 1 with a batchSize above 10",
        ],
    ],
];

describe("queues", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length > 0 ? "cannot" : "can"} ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }
});
