/** Events of buckets' objects, and events that start tasks. */
import assert from "node:assert/strict";

import { complaints, minimal } from "./fixtures";

type Raw = Record<string, unknown>;

const CODE = "examples/sample/functions/orders";
const IMAGE = "public.ecr.aws/shop/resize:1.2.3";
const stack = (more: Raw): Raw => ({
    ...minimal,
    topics: { paid: {} },
    buses: { main: {} },
    buckets: { uploads: {} },
    ...more,
});
const onTask = (on: unknown, more: Raw = { image: IMAGE }, all = [on]): Raw =>
    stack({ tasks: { resize: { ...more, on: all } } });
const rules = (count: number): unknown[] =>
    Array.from({ length: count }, (_, n) => ({ bucket: "uploads", name: `r-${n}`, prefix: `${n}/` }));
const PAID = { bus: "main", pattern: { source: ["shop"] } };
const many = (count: number): Raw =>
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`V${n}`, "$.id"]));

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    [
        "objects for a function, a queue and tasks",
        stack({
            functions: {
                scan: { code: CODE, on: [{ bucket: "uploads", suffix: ".csv" }], uses: ["bucket/uploads"] },
            },
            queues: { jobs: { on: [{ bucket: "uploads", events: ["created", "deleted"], prefix: "in/" }] } },
            tasks: {
                resize: { image: IMAGE, on: [{ bucket: "uploads", variables: { OWNER: "$.account" } }] },
                count: { code: CODE, on: [{ bucket: "uploads", inputPath: "$.detail" }, PAID] },
            },
        }),
        [],
    ],
    [
        "a bucket that is not there",
        onTask({ bucket: "upload" }),
        [
            'plumbline:tasks.resize: uses "bucket/upload", which does not exist; there are bucket/uploads; did you mean "bucket/uploads"?',
        ],
    ],
    [
        "a bus that another stack would make, but does not",
        onTask({ bus: "core:bus/main", pattern: { source: ["shop"] } }),
        ['plumbline:tasks.resize: uses "core:bus/main", but plumbline:from has no "core"; it has nothing'],
    ],
    [
        "a topic for a task",
        onTask({ topic: "paid" }),
        [
            'plumbline:tasks.resize.on[0].topic: "paid" is not allowed; it must be left out, because SNS starts no tasks: put an event on a bus and name that here, or let a function subscribe that puts it there',
        ],
    ],
    [
        "what never happens to an object",
        onTask({ bucket: "uploads", events: ["removed"] }),
        [
            'plumbline:tasks.resize.on[0].events[0]: "removed" is not allowed; it must be one of created, deleted',
        ],
    ],
    [
        "an empty prefix, and one that is too long",
        stack({
            queues: { jobs: { on: [{ bucket: "uploads", prefix: "", suffix: "x".repeat(513) }] } },
        }),
        [
            'plumbline:queues.jobs.on[0].prefix: "" is not allowed; it must be at least one character',
            `plumbline:queues.jobs.on[0].suffix: "${"x".repeat(76)}… is not allowed; it must be at most 512 characters`,
        ],
    ],
    [
        "one bucket in two ways",
        stack({
            buckets: { uploads: { notifications: [{ to: "queue/jobs" }] } },
            queues: { jobs: { on: [{ bucket: "uploads" }] } },
        }),
        [
            'plumbline:queues.jobs.on[0].bucket: "uploads" is not allowed besides plumbline:buckets.uploads.notifications[0], because queue/jobs would get an object twice, in two forms; leave one of the two out',
        ],
    ],
    [
        "one bucket in two ways, for two",
        stack({
            buckets: { uploads: { notifications: [{ to: "queue/jobs" }] } },
            queues: { jobs: {}, copies: { on: [{ bucket: "uploads" }] } },
        }),
        [],
    ],
    [
        "a part of an event for a container",
        onTask({ ...PAID, inputPath: "$.detail" }),
        [
            'plumbline:tasks.resize.on[0].inputPath: "$.detail" is not allowed with image, because a container gets variables; name them below variables',
        ],
    ],
    [
        "variables for code",
        onTask({ ...PAID, variables: { ORDER: "$.detail.order" } }, { code: CODE }),
        [
            "plumbline:tasks.resize.on[0].variables: a list is not allowed with code, which gets the event itself; take them out, or choose a part by inputPath",
        ],
    ],
    [
        "variables that the stack file has already",
        onTask(
            { ...PAID, variables: { ORDER: "$.detail.order" } },
            { image: IMAGE, environment: { ORDER: "1", EVENT_KEY: "x" } },
        ),
        [
            "plumbline:tasks.resize.environment.ORDER: is not allowed, because a variable of the event that starts the task has this name; give it another",
            "plumbline:tasks.resize.environment.EVENT_KEY: is not allowed, because a variable of the event that starts the task has this name; give it another",
        ],
    ],
    [
        "a variable that every event has",
        onTask({ ...PAID, variables: { EVENT_ID: "$.id" } }),
        [
            'plumbline:tasks.resize.on[0].variables.EVENT_ID: the name "EVENT_ID" is not allowed; it must be an upper-case variable name that does not begin with EVENT_',
        ],
    ],
    [
        "a variable that is no path",
        onTask({ ...PAID, variables: { ORDER: "detail.order" } }),
        [
            'plumbline:tasks.resize.on[0].variables.ORDER: "detail.order" is not allowed; it must be a path such as "$.detail"',
        ],
    ],
    [
        "more variables than there is room for",
        onTask({ ...PAID, variables: many(51) }),
        ["plumbline:tasks.resize.on[0].variables: must have at most 50 variables"],
    ],
    [
        "more rules than the bus of every account takes",
        stack({
            tasks: Object.fromEntries(
                Array.from({ length: 7 }, (_, n) => [`t${n}`, { image: IMAGE, on: rules(43) }]),
            ),
        }),
        [
            "plumbline:buses.default: 301 rules are not allowed; a bus has at most 300, so let several of them share a topic, or make another bus",
        ],
    ],
    [
        "more rules of a task than the policy of its queue names",
        onTask(undefined, { image: IMAGE }, rules(76)),
        [
            "plumbline:tasks.resize.on: 76 rules that start it are not allowed; there may be 75, which the policy of its queue for what could not be started has room for: let one rule have several values",
        ],
    ],
];

describe("events of objects, and for tasks", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length > 0 ? "refuse" : "take"} ${what}`, () => {
            assert.deepEqual(complaints(raw), said);
        });
    }
});
