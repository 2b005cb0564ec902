/** Values that look right and that AWS refuses: refused before Pulumi starts, with the key and what is allowed. */
import assert from "node:assert/strict";

import { changed, complaints, complete, minimal } from "./fixtures";
import { keysOf, type Path } from "./mistakes/mistake";

type Raw = Record<string, unknown>;
type Change = readonly [path: Path, value: unknown];

const CODE = "examples/sample/functions/orders";
const with_ = (...changes: readonly Change[]): Raw =>
    changes.reduce((raw, [path, value]) => changed(raw, keysOf(path), value), complete);
const functionOn = (on: unknown): Change => ["functions.extra", { code: CODE, on: [on] }];
const metric = (pattern: string, more: Raw = {}): Change => [
    "monitoring.metrics.other",
    { source: "function/orders", pattern, ...more },
];
const environment = (name: string): Change => ["functions.orders.environment", { [name]: "x" }];

/** What is wrong, the change, and how the one message begins; `undefined`: there is none. */
const CASES: readonly (readonly [what: string, changes: readonly Change[], said: string | undefined])[] = [
    // Schedules and time zones.
    [
        "a rate of 1 minutes",
        [functionOn({ schedule: "rate(1 minutes)" })],
        'plumbline:functions.extra.on[0].schedule: "rate(1 minutes)" is not allowed; it must be rate(1 minute)',
    ],
    [
        "a cron of five fields",
        [functionOn({ schedule: "cron(0 6 * * *)", name: "daily" })],
        'plumbline:functions.extra.on[0].schedule: "cron(0 6 * * *)" is not allowed; it must be cron with six fields',
    ],
    [
        "a time zone that is none",
        [functionOn({ schedule: "cron(0 6 * * ? *)", timeZone: "Europe/Berln" })],
        'plumbline:functions.extra.on[0].timeZone: "Europe/Berln" is not allowed; it must be a time zone such as "Europe/Berlin"; did you mean "Europe/Berlin"?',
    ],
    [
        "a schedule of tasks with both days",
        [["services.web.schedules", { night: { at: "cron(0 23 * * * *)", minTasks: 1, maxTasks: 2 } }]],
        'plumbline:services.web.schedules.night.at: "cron(0 23 * * * *)" is not allowed; it must be cron with ? as the day',
    ],
    [
        "a time zone of tasks that is none",
        [
            [
                "services.web.schedules",
                { night: { at: "cron(0 23 * * ? *)", timeZone: "MEZ", minTasks: 1, maxTasks: 2 } },
            ],
        ],
        'plumbline:services.web.schedules.night.timeZone: "MEZ" is not allowed; it must be a time zone',
    ],
    [
        "a backup every quarter of an hour",
        [["backup", { schedule: "cron(0/15 4 * * ? *)" }]],
        'plumbline:backup.schedule: "cron(0/15 4 * * ? *)" is not allowed; it must be a cron expression with one minute',
    ],
    // Filter patterns.
    [
        "a pattern that ends too early",
        [metric('{ $.event = "order"')],
        'plumbline:monitoring.metrics.other.pattern: "{ $.event = \\"order\\"" is not allowed; it must be a filter pattern for JSON',
    ],
    [
        "a field as the value of a pattern for words",
        [metric("ERROR", { value: "$.amount" })],
        'plumbline:monitoring.metrics.other.value: "$.amount" is not allowed; it must be a number in quotes',
    ],
    // Routes.
    [
        "a rest of the path in the middle",
        [["apis.shop.routes", { "GET /{proxy+}/x": { function: "orders", public: true } }]],
        'plumbline:apis.shop.routes["GET /{proxy+}/x"]: the name "GET /{proxy+}/x" is not allowed; it must be a route with a parameter for the rest',
    ],
    // Variables of functions.
    ...["AWS_REGION", "AWS_SESSION_TOKEN", "_HANDLER", "LAMBDA_TASK_ROOT"].map(
        (name) =>
            [
                `the variable ${name}`,
                [environment(name)],
                `plumbline:functions.orders.environment.${name}: the name "${name}" is not allowed; it must be a name that Lambda does not set itself`,
            ] as const,
    ),
    [
        "the same as a default of functions",
        [["functionDefaults", { environment: { AWS_REGION: "eu-west-1" } }]],
        'plumbline:functionDefaults.environment.AWS_REGION: the name "AWS_REGION" is not allowed; it must be a name that Lambda',
    ],
    ...["X", "_LEVEL"].map(
        (name) =>
            [
                `a variable called ${name}`,
                [environment(name)],
                `plumbline:functions.orders.environment.${name}: the name "${name}" is not allowed; it must be a name of two characters or more`,
            ] as const,
    ),
    ["a variable that Lambda reads", [environment("AWS_XRAY_CONTEXT_MISSING")], undefined],
    ["the time zone of a function", [environment("TZ")], undefined],
    ["the region of a container", [["services.web.environment", { AWS_REGION: "eu-west-1" }]], undefined],
    [
        "more than 4 KB of variables",
        [["functions.orders.environment", { TEXT: "x".repeat(4096) }]],
        "plumbline:functions.orders.environment: 4",
    ],
    ["almost 4 KB of variables", [["functions.orders.environment", { TEXT: "x".repeat(3000) }]], undefined],
];

describe("a value that AWS would refuse", () => {
    for (const [what, changes, said] of CASES) {
        it(`${what} is ${said === undefined ? "none" : "refused"}`, () => {
            const found = complaints(with_(...changes));
            assert.equal(found.length, said === undefined ? 0 : 1, found.join("\n"));
            assert.ok(said === undefined || found[0]!.startsWith(said), `${found[0]}\n is not\n${said}`);
        });
    }
});

describe("variables of a function", () => {
    const queues = (count: number): string[] =>
        Array.from({ length: count }, (_, index) => `number-${index}`);
    const using = (count: number): Raw => ({
        ...minimal,
        queues: Object.fromEntries(queues(count).map((name) => [name, {}])),
        functions: { orders: { code: CODE, uses: queues(count).map((name) => `queue/${name}`) } },
    });

    it("may come from as many uses as 4 KB hold", () => {
        assert.deepEqual(complaints(using(35)), []);
    });

    it("are refused if those of all uses amount to more", () => {
        const [said = "", ...more] = complaints(using(60));
        assert.deepEqual(more, []);
        assert.match(
            said,
            /^plumbline:functions\.orders\.uses: \d+ bytes of variables are not allowed \(environment: 2, the 60 uses: \d+\); Lambda takes at most 4096/,
        );
    });
});
