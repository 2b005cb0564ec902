/** Settings of tasks that depend on each other, and the order that they make. */
import assert from "node:assert/strict";

import { complaints, minimal, settingsOf } from "./fixtures";

type Raw = Record<string, unknown>;
const IMAGE = "public.ecr.aws/shop/migrate:1.2.3";
const CODE = "examples/sample/functions/orders";
const LOCAL = { folder: "examples/sample/tasks/migrate", command: ["node", "migrate.mjs"] };
const EMULATED = { emulator: "http://127.0.0.1:4566" };
const web = { services: { web: { image: IMAGE } } };
const tasks = (migrate: Raw, more: Raw = web): Raw => ({ ...minimal, ...more, tasks: { migrate } });

const CASES: readonly [what: string, raw: Raw, said: string[]][] = [
    ["an image before the deployment", tasks({ image: IMAGE, before: "deployment", timeoutMinutes: 56 }), []],
    ["code on a schedule", tasks({ code: CODE, schedules: { hourly: { at: "rate(1 hour)" } } }), []],
    [
        "neither image nor code",
        tasks({}),
        ["plumbline:tasks.migrate.image: is missing; it must be an image, or give a build, or code"],
    ],
    [
        "image and code",
        tasks({ image: IMAGE, code: CODE }),
        [`plumbline:tasks.migrate.code: "${CODE}" is not allowed with image; give one of the two`],
    ],
    [
        "what is for containers with code, and code in a folder that is not there",
        tasks({ code: "no/such/folder", cpu: 512, command: ["x"] }),
        [
            "plumbline:tasks.migrate.command: a list is not allowed with code, because it is for a task with image; take it out",
            "plumbline:tasks.migrate.cpu: 512 is not allowed with code, because it is for a task with image; take it out",
            'plumbline:tasks.migrate.code: "no/such/folder" is not allowed; it must be a folder below the project',
        ],
    ],
    [
        "what is for code with an image",
        tasks({ image: IMAGE, runtime: "nodejs22.x" }),
        [
            'plumbline:tasks.migrate.runtime: "nodejs22.x" is not allowed with image, because it is for a task with code; take it out',
        ],
    ],
    [
        "a handler that is not there",
        tasks({ code: CODE, handler: "main.run" }),
        [
            `plumbline:tasks.migrate.handler: "main.run" is not allowed; its file must be in ${CODE}, as one of main.js, main.mjs, main.cjs, main.ts, main.mts, main.cts, main.tsx, main.jsx`,
        ],
    ],
    [
        "memory that Fargate does not have",
        tasks({ image: IMAGE, memoryMib: 4096 }),
        [
            "plumbline:tasks.migrate.memoryMib: 4096 is not allowed with cpu 256; it must be one of 512, 1024, 2048 MiB",
        ],
    ],
    [
        "memory that Lambda does not have",
        tasks({ code: CODE, memoryMib: 16384 }),
        [
            "plumbline:tasks.migrate.memoryMib: 16384 is not allowed with code; it must be at most 10240, as Lambda has",
        ],
    ],
    [
        "code that takes too long",
        tasks({ code: CODE, timeoutMinutes: 16 }),
        [
            "plumbline:tasks.migrate.timeoutMinutes: 16 is not allowed with code; it must be at most 15, as Lambda has: give an image for what takes longer",
        ],
    ],
    [
        "a time for a container that nobody waits for",
        tasks({ image: IMAGE, timeoutMinutes: 5 }),
        [
            "plumbline:tasks.migrate.timeoutMinutes: 5 is not allowed without before: deployment, because ECS ends no task by the clock; let the command end itself",
        ],
    ],
    [
        "a task before the deployment of nothing that waits",
        tasks({ image: IMAGE, before: "deployment" }, {}),
        [
            'plumbline:tasks.migrate.before: "deployment" is not allowed in a stack without functions, services, servers, sites and other tasks, because nothing waits for it; take it out, and start it with plumb run',
        ],
    ],
    [
        "a task before the deployment that uses what waits for it",
        tasks({ image: IMAGE, before: "deployment", uses: ["service/web"] }),
        [
            'plumbline:tasks.migrate.uses: "service/web" is not allowed with before: deployment, because it changes after this task; use what holds data only, or take before out',
        ],
    ],
    ["a task by hand that uses a service", tasks({ image: IMAGE, uses: ["service/web"] }), []],
    [
        "a use of what is not there",
        tasks({ image: IMAGE, uses: ["table/carts"] }),
        ['plumbline:tasks.migrate: uses "table/carts", which does not exist; there are no tables at all'],
    ],
    [
        "an order without a deployment",
        {
            ...tasks({ image: IMAGE, after: ["seed"] }),
            tasks: { migrate: { image: IMAGE, after: ["seed"] }, seed: { image: IMAGE } },
        },
        [
            "plumbline:tasks.migrate.after: a list is not allowed without before: deployment, which it is an order of; add that, or take it out",
        ],
    ],
    [
        "an order after a task that runs by hand",
        {
            ...minimal,
            tasks: {
                migrate: { image: IMAGE, before: "deployment", after: ["seed"] },
                seed: { image: IMAGE },
            },
        },
        [
            'plumbline:tasks.migrate.after: "seed" is not allowed, because that task does not run before the deployment; it must be one of those that do, of which there is no other',
        ],
    ],
    [
        "an order in a circle",
        {
            ...minimal,
            ...web,
            tasks: {
                one: { image: IMAGE, before: "deployment", after: ["two"] },
                two: { image: IMAGE, before: "deployment", after: ["one"] },
            },
        },
        ["plumbline:tasks.one: uses itself in a circle: task/one → task/two → task/one"],
    ],
    ["a local command on the emulator", tasks({ image: IMAGE, local: LOCAL }, { ...web, ...EMULATED }), []],
    ["a local command in what stacks in AWS share with others", tasks({ image: IMAGE, local: LOCAL }), []],
    [
        "a local command in a folder that is not there",
        tasks({ image: IMAGE, local: { ...LOCAL, folder: "no/such" } }, { ...web, ...EMULATED }),
        [
            'plumbline:tasks.migrate.local.folder: "no/such" is not allowed; it must be a folder below the project',
        ],
    ],
    [
        "scripts that no task definition holds",
        tasks({ image: IMAGE, local: { ...LOCAL, folder: "docs/reference" } }, { ...web, ...EMULATED }),
        ["plumbline:tasks.migrate.local.folder: …"],
    ],
    [
        "a service's local command in a folder that is not there",
        { ...minimal, services: { web: { image: IMAGE, local: { ...LOCAL, folder: "no/such" } } } },
        [
            'plumbline:services.web.local.folder: "no/such" is not allowed; it must be a folder below the project',
        ],
    ],
    [
        "a schedule of the past",
        tasks({ image: IMAGE, schedules: { once: { at: "at(2020-01-01T00:00:00)" } } }),
        ["plumbline:tasks.migrate.schedules.once.at: …"],
    ],
    [
        "a container in a stack without a VPC",
        { ...tasks({ image: IMAGE }, {}), network: undefined },
        ["plumbline:tasks.migrate: …"],
    ],
    [
        "of the name that a service has",
        tasks({ image: IMAGE }, { services: { migrate: { image: IMAGE } } }),
        [],
    ],
];

describe("tasks", () => {
    for (const [what, raw, said] of CASES) {
        it(`${said.length === 0 ? "can be" : "cannot be"} ${what}`, () => {
            const { network, ...rest } = raw;
            const found = complaints(network === undefined ? rest : raw);
            assert.equal(found.length, said.length, found.join("\n"));
            said.forEach((expected, index) => {
                const whole = !expected.endsWith("…");
                const start = expected.replace(/…$/, "");
                assert.ok(whole ? found[index] === expected : found[index]?.startsWith(start), found[index]);
            });
        });
    }

    it("before the deployment come after what they use, and before all that waits", () => {
        const { order } = settingsOf({
            ...minimal,
            tables: { carts: { partitionKey: "id" } },
            functions: { orders: { code: CODE } },
            services: { web: { image: IMAGE } },
            tasks: {
                migrate: { image: IMAGE, before: "deployment", uses: ["table/carts"], after: ["prepare"] },
                prepare: { image: IMAGE, before: "deployment" },
                report: { code: CODE },
            },
        });
        const ids = order.map(({ id }) => id);
        assert.deepEqual(ids, [
            "table/carts",
            "task/prepare",
            "task/migrate",
            "function/orders",
            "service/web",
            "task/report",
        ]);
    });
});
