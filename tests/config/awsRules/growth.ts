/** What grows with a stack file until a policy, a record or a definition of AWS is full; and functions that tasks are. */
import { type Case, type Change, CODE, numbers, type Raw } from "./case";

const named = (count: number, value: unknown): Raw =>
    Object.fromEntries(numbers(count).map((index) => [`n${index}`, value]));
const task = (more: Raw): Change => ["tasks.extra", { code: CODE, ...more }];
const permission = (more: Raw): Change => [
    "functions.orders.permissions",
    [{ actions: ["polly:GetLexicon"], resources: ["*"], ...more }],
];
const topics = (count: number): string[] => numbers(count).map((index) => `topic/n${index}`);
const addresses = (count: number, domain: string): string[] =>
    numbers(count).map((index) => `somebody-number-${index}@${domain}`);
const blocks = (count: number): string[] =>
    numbers(count).map((index) => `10.${Number(index) >> 8}.${Number(index) & 255}.0/24`);
const roomy = { queues: { big: { visibilitySeconds: 60 } } };

export const GROWTH: readonly Case[] = [
    // A task with code is a function.
    ...["AWS_REGION", "_HANDLER", "LAMBDA_TASK_ROOT", "X", "_X"].map((name): Case => [
        `the variable ${name} of a task with code`,
        [task({ environment: { [name]: "x" } })],
        `plumbline:tasks.extra.environment.${name}: the name "${name}" is not allowed with code; it must be a name`,
    ]),
    [
        "the same variable of a task with an image",
        [["tasks.extra", { image: "nginx:1.29", environment: { AWS_REGION: "x", _X: "x" } }]],
        undefined,
    ],
    [
        "more than 4 KB of variables of a task with code",
        [task({ environment: { TEXT: "x".repeat(4096) } })],
        "plumbline:tasks.extra.environment: 4107 bytes of variables are not allowed",
    ],
    // What a function gets events from gives no variables.
    [
        "a variable that only a use of the trigger would give",
        [
            [
                "functions.extra",
                { code: CODE, on: ["queue/receipts"], environment: { QUEUE_RECEIPTS_URL: "x" } },
            ],
        ],
        undefined,
    ],
    [
        "a variable that only a use of the queue of failures would give",
        [
            [
                "functions.extra",
                { code: CODE, onFailure: "queue/receipts", environment: { QUEUE_RECEIPTS_URL: "x" } },
            ],
        ],
        undefined,
    ],
    [
        "triggers whose variables would amount to more than 4 KB, were they uses",
        [
            ["topics", { ledger: { fifo: true }, paid: {}, ...named(45, {}) }],
            ["functions.extra", { code: CODE, on: topics(45), environment: { TEXT: "x".repeat(1500) } }],
        ],
        undefined,
    ],
    [
        "a variable that a use gives",
        [
            [
                "functions.extra",
                { code: CODE, uses: ["queue/receipts:send"], environment: { QUEUE_RECEIPTS_URL: "x" } },
            ],
        ],
        "plumbline:functions.extra.environment.QUEUE_RECEIPTS_URL: is not allowed, because uses: [queue/receipts] gives this variable",
    ],
    // Task definitions.
    [
        "variables of a service that fill a task definition",
        [["services.web.environment", { TEXT: "x".repeat(62_000) }]],
        "plumbline:services.web.environment: variables and command have 62",
    ],
    [
        "a command that fills one",
        [["tasks.migrate.command", ["sh", "-c", "x".repeat(62_000)]]],
        "plumbline:tasks.migrate.command: variables and command have 62",
    ],
    [
        "variables that a task definition holds",
        [["services.web.environment", { TEXT: "x".repeat(55_000) }]],
        undefined,
    ],
    // Policies.
    [
        "values that no policy holds",
        [
            permission({
                conditions: {
                    StringEquals: { "aws:PrincipalTag/T": numbers(400).map((index) => `number-${index}`) },
                },
            }),
        ],
        "plumbline:functions.orders.permissions[0].conditions: 5",
    ],
    [
        "actions that no policy holds",
        [permission({ actions: numbers(400).map((index) => `polly:Get${index}`) })],
        "plumbline:functions.orders.permissions[0].actions: 5",
    ],
    [
        "senders that no policy holds",
        [["emails.main.senders", addresses(150, "mail.example.org")]],
        "plumbline:emails.main.senders: 5",
    ],
    [
        "reports to more addresses than a record holds",
        [["emails.main.dmarcReports", addresses(120, "example.com")]],
        "plumbline:emails.main.dmarcReports: 4",
    ],
    [
        "reports to as many addresses as one holds",
        [["emails.main.dmarcReports", addresses(90, "example.com")]],
        undefined,
    ],
    [
        "51 accounts of a bus",
        [["buses.main.accounts", numbers(51).map((index) => String(100_000_000_000 + Number(index)))]],
        "plumbline:buses.main.accounts: 51 accounts are not allowed; there may be 50",
    ],
    [
        "51 topics of a function",
        [
            ["topics", { ledger: { fifo: true }, paid: {}, ...named(51, {}) }],
            ["functions.extra", { code: CODE, on: topics(51) }],
        ],
        "plumbline:functions.extra.on: 51 topics, rules, buckets and APIs that call it are not allowed; there may be 50",
    ],
    [
        "76 topics of a queue",
        [
            ["topics", { ledger: { fifo: true }, paid: {}, ...named(76, {}) }],
            ["queues.extra", { ...roomy.queues.big, on: topics(76) }],
        ],
        "plumbline:queues.extra.on: 76 topics, rules and buckets that send to it are not allowed; there may be 75",
    ],
    [
        "more blocks of addresses than a set of the firewall holds",
        [["firewall", { blockedAddresses: blocks(10_001) }]],
        "plumbline:firewall.blockedAddresses: must have at most 10000 blocks",
    ],
    // Overrides.
    [
        "a tag that AWS keeps for itself",
        [["overrides.key-text.set.tags", { "aws:team": "shop" }]],
        'plumbline:overrides.key-text.set.tags["aws:team"]: is not allowed, because AWS keeps tags',
    ],
    [
        "an input that two overrides set",
        [["overrides.other", { resource: "aws:kms/key:Key::data", set: { tags: { Team: "other" } } }]],
        "plumbline:overrides.other.set.tags.Team: is set by plumbline:overrides.key-text already",
    ],
    [
        "two overrides of one resource for different inputs",
        [["overrides.other", { resource: "aws:kms/key:Key::data", set: { tags: { Owner: "other" } } }]],
        undefined,
    ],
];
