/** A stack that uses another one's parts, and the other's outputs as the engine hands them over. */
import assert from "node:assert/strict";

import { loadSettings } from "../../config";
import { STACK_REFERENCE } from "../../config/references";
import type { Graph } from "../support/graph";
import { clearEngineConfig, run, setEffectiveConfig } from "../support/program";
import { OTHER_STACK, record } from "../support/recorder";

const CODE = "examples/sample/functions/orders";

const COMMON = {
    "plumbline:tier": "dev",
    "plumbline:region": "eu-west-1",
    "plumbline:accountId": "111122223333",
    "plumbline:owner": "platform",
    "plumbline:costCenter": "1000",
    "plumbline:network": { cidr: "10.0.0.0/16", zones: ["a", "b"] },
};

const PARTS = {
    "plumbline:tables": { projects: { partitionKey: "id", stream: "both" } },
    "plumbline:buckets": { uploads: {} },
    "plumbline:queues": { jobs: {} },
    "plumbline:topics": { paid: {} },
    "plumbline:buses": { main: {} },
    "plumbline:secrets": { token: { generate: 20, rotateDays: 30 } },
    "plumbline:directories": { people: { signIn: { prefix: "people" } } },
    "plumbline:apis": { shop: { routes: { "GET /a": { function: "orders", public: true } } } },
    "plumbline:databases": { app: { engine: "aurora-postgresql", version: "16" } },
};

const USES = [
    "table/projects",
    "table/projects:read",
    "bucket/uploads:write",
    "queue/jobs",
    "queue/jobs:receive",
    "secret/token",
    "directory/people",
    "function/orders",
    "api/shop",
    "service/web",
];

const users = (source: string) => {
    const uses = USES.map((use) => `${source}${use}`);
    return {
        functions: { user: { code: CODE, uses } },
        services: { worker: { image: "nginx:1.29", uses } },
    };
};
const functions = { orders: CODE };
const services = { web: { image: "nginx:1.29", public: {} } };

const CORE = { ...COMMON, ...PARTS, "plumbline:functions": functions, "plumbline:services": services };

/** What one stack is without the other: all in one. */
const WHOLE = {
    ...CORE,
    "plumbline:functions": { ...functions, ...users("").functions },
    "plumbline:services": { ...services, ...users("").services },
};

const SHOP = {
    ...COMMON,
    "plumbline:from": { core: "core" },
    "plumbline:functions": users("core:").functions,
    "plumbline:services": users("core:").services,
};

/** Answers about stacks that are deployed, by their whole name; about another one as the engine does. */
function deployed(stacks: Readonly<Record<string, unknown>>) {
    return {
        [OTHER_STACK]: ({ name }: Readonly<Record<string, unknown>>) => {
            const outputs = stacks[String(name)];
            // Errors of the engine have their text in details.
            const details = `unknown stack "${String(name)}"`;
            if (outputs === undefined) throw Object.assign(new Error(details), { details });
            return { name, outputs, secretOutputNames: [] };
        },
    };
}

const outputsOf = (graph: Graph) => graph.one("pulumi.Stack").outputs as Record<string, unknown>;

/** What the workloads may do, and what they are told. */
function given(graph: Graph) {
    const { environment } = graph.inputs("lambda.Function", "user") as { environment: unknown };
    const { containerDefinitions } = graph.inputs("ecs.TaskDefinition", "worker");
    const policies = graph
        .all("iam.RolePolicy")
        .filter(({ name }) => /^(user|worker)/.test(name))
        .map(({ name, inputs }) => [name, JSON.parse(String(inputs["policy"])) as unknown]);
    const rules = graph
        .all("vpc.SecurityGroupEgressRule")
        .filter(({ name }) => /^(user|worker)/.test(name))
        .map(({ name, inputs }) => [name, inputs["fromPort"]]);
    return {
        environment,
        containers: JSON.parse(String(containerDefinitions)) as unknown,
        policies: Object.fromEntries(policies) as Record<string, unknown>,
        rules,
    };
}

describe("a stack that uses another one's parts", () => {
    let core: Record<string, unknown>;
    before(async () => {
        // Of the same project, because its name is in names of AWS.
        core = outputsOf((await run("prod1", CORE, { project: "shop" })).graph);
    });

    const calls = (outputs: unknown = core) =>
        deployed({ "organization/core/prod1": outputs, "organization/other/test": core });
    /** The configuration alone, as the program loads it. */
    const load = async (config: Readonly<Record<string, unknown>>, outputs: unknown) => {
        const program = () => {
            setEffectiveConfig(config);
            return loadSettings();
        };
        try {
            await record(program, { project: "shop", stack: "prod1", calls: calls(outputs) });
        } finally {
            clearEngineConfig();
        }
    };
    const shop = (config: Readonly<Record<string, unknown>>, outputs: unknown = core) =>
        run("prod1", config, {
            project: "shop",
            calls: calls(outputs),
        });

    it("gives the same variables, secrets, permissions and ports as within one stack", async () => {
        const { graph: whole } = await run("prod1", WHOLE, { project: "shop" });
        const { graph } = await shop(SHOP);
        const expected = given(whole);
        assert.ok(Object.keys(expected.policies).length >= 3);
        assert.deepEqual(given(graph), expected);
    });

    const following = (settings: object) => ({
        "plumbline:functions": { user: { code: CODE, ...settings } },
        "plumbline:services": {},
    });

    it("hears of its topics and buses, in functions and in queues", async () => {
        const on = ["core:topic/paid", { bus: "core:bus/main", pattern: { source: ["shop"] } }];
        const { graph } = await shop({
            ...SHOP,
            ...following({ on }),
            "plumbline:queues": { mail: { on } },
        });
        const { links } = core["parts"] as { links: Record<string, string> };
        const sourceOf = (id: string) =>
            (JSON.parse(links[id] ?? "{}") as { source: { arn: string } }).source.arn;
        for (const name of ["user", "mail"]) {
            const { inputs } = graph.one("sns.TopicSubscription", `${name}-core-topic-paid`);
            assert.equal(inputs["topic"], sourceOf("topic/paid"));
            const rule = graph.inputs("cloudwatch.EventRule", `${name}-core-bus-main`);
            assert.equal(rule["eventBusName"], sourceOf("bus/main"));
        }
        const senders = JSON.stringify(graph.statements("sqs.QueuePolicy", "mail"));
        assert.ok(senders.includes(sourceOf("topic/paid")), senders);
    });

    it("calls functions with what happens there, and sends failures there, by permissions on exactly that", async () => {
        const { graph } = await shop({
            ...SHOP,
            ...following({
                on: [{ queue: "core:queue/jobs", batchSize: 1 }, "core:table/projects"],
                onFailure: "core:queue/jobs",
            }),
        });
        const links = (core["parts"] as { links: Record<string, string> }).links;
        const source = (id: string) =>
            (JSON.parse(links[id] ?? "") as { source: { arn: string; keyArn: string } }).source;
        const [jobs, projects] = [source("queue/jobs"), source("table/projects")];
        const mappings = ["user-core-queue-jobs", "user-core-table-projects"].map(
            (name) => graph.inputs("lambda.EventSourceMapping", name)["eventSourceArn"],
        );
        assert.deepEqual(mappings, [jobs.arn, projects.arn]);
        const statements = graph
            .statements("iam.RolePolicy", "user")
            .filter(({ Action }) => /^(sqs|dynamodb|kms)/.test(Action[0] ?? ""))
            .map(({ Action, Resource }) => [Action.join(" "), Resource]);
        assert.deepEqual(statements, [
            ["sqs:ReceiveMessage sqs:DeleteMessage sqs:GetQueueAttributes", [jobs.arn]],
            ["dynamodb:DescribeStream dynamodb:GetRecords dynamodb:GetShardIterator", [projects.arn]],
            ["dynamodb:ListStreams", ["*"]],
            ["kms:Decrypt", [jobs.keyArn]],
            ["sqs:SendMessage", [jobs.arn]],
            ["kms:Decrypt kms:GenerateDataKey", [jobs.keyArn]],
        ]);
        assert.equal(graph.inputs("lambda.Function", "user")["environment"], undefined);
    });

    it("is told of what cannot be followed, and of queues that cannot serve", async () => {
        const parts = core["parts"] as { links: Record<string, string> };
        const changed = (id: string, source: object | undefined) => {
            const part = JSON.parse(parts.links[id] ?? "") as { source?: object };
            const { source: before, ...rest } = part;
            const after = source && { ...before, ...source };
            return { [id]: JSON.stringify(after ? { ...rest, source: after } : rest) };
        };
        const outputs = (...changes: object[]) => ({
            parts: { ...parts, links: Object.assign({}, parts.links, ...changes) as object },
        });
        const on = ["core:queue/jobs", "core:table/projects", "core:queue/mail"];
        assert.deepEqual(
            await refused(
                following({ on, timeoutSeconds: 60, onFailure: "core:queue/jobs" }),
                outputs(
                    changed("table/projects", undefined),
                    changed("queue/jobs", { fifo: true, visibilitySeconds: 30 }),
                ),
            ),
            [
                'plumbline:functions.user: uses "core:table/projects", which cannot be followed, because in organization/core/prod1 it has no stream; set tables.projects.stream there, and deploy it again',
                'plumbline:functions.user: uses "core:queue/mail", which organization/core/prod1 does not publish; there are core:queue/jobs; did you mean "core:queue/jobs"?',
                "plumbline:functions.user.on[0]: core:queue/jobs makes a message visible again after 30 s, and the function may take 60 s; make visibilitySeconds of the queue at least that",
                'plumbline:functions.user.onFailure: "core:queue/jobs" is not allowed, because Lambda and EventBridge send failures to standard queues only; name a queue without fifo: true',
            ],
        );
        assert.deepEqual(
            await refused(following({ on: on.slice(0, 1) }), outputs(changed("queue/jobs", undefined))),
            [
                'plumbline:functions.user: uses "core:queue/jobs", which cannot be followed, because in organization/core/prod1 it has been deployed with an earlier version; deploy it again',
            ],
        );
    });

    it("is in the state of the one that uses it, as a reference", async () => {
        const { graph } = await shop(SHOP);
        assert.deepEqual(
            graph.adopted.map(({ kind, name, id }) => [kind, name, id]),
            [["pulumi.StackReference", "core", "organization/core/prod1"]],
        );
        assert.deepEqual((outputsOf(graph)["parts"] as { from: unknown }).from, ["organization/core/prod1"]);
    });

    it("publishes no secret, and one text a part", () => {
        const { links, network, ...rest } = core["parts"] as {
            links: Record<string, string>;
            network: object;
        };
        assert.deepEqual(network, core["network"]);
        assert.deepEqual(rest, { version: 1, accountId: "111122223333", region: "eu-west-1", from: [] });
        assert.deepEqual(
            Object.keys(links).sort(),
            [
                ...new Set(USES.map((use) => use.replace(/:.*/, ""))),
                "database/app",
                "topic/paid",
                "bus/main",
            ].sort(),
        );
        const secret = JSON.parse(links["secret/token"] ?? "") as { secrets: Record<string, object> };
        assert.deepEqual(Object.keys(secret), ["secrets"]);
        assert.deepEqual(Object.keys(secret.secrets["SECRET_TOKEN"] ?? {}), ["arn", "keyArn", "rotates"]);
    });

    it("publishes little of each function, of which there can be hundreds", () => {
        const { links } = core["parts"] as { links: Record<string, string> };
        const bytes = Buffer.byteLength(JSON.stringify(links["function/orders"]));
        assert.ok(bytes < 300, `${bytes} bytes`);
    });

    const refused = async (
        change: Readonly<Record<string, unknown>>,
        outputs?: unknown,
    ): Promise<string[]> => {
        const error: unknown = await load({ ...SHOP, ...change }, outputs).catch((reason: unknown) => reason);
        assert.ok(error instanceof Error, "it is accepted");
        assert.equal(error.name, "Error");
        return error.message
            .split("\n")
            .slice(1)
            .map((line) => line.trim());
    };
    const using = (...uses: string[]) => ({
        "plumbline:functions": { user: { code: CODE, uses } },
        "plumbline:services": {},
    });

    it("is told of parts that there are not, with the nearest name, all at once", async () => {
        assert.deepEqual(
            await refused(using("core:table/project", "core:cache/fast", "kore:table/projects")),
            [
                'plumbline:functions.user: uses "core:table/project", which organization/core/prod1 does not publish; there are core:table/projects; did you mean "core:table/projects"?',
                'plumbline:functions.user: uses "core:cache/fast", which organization/core/prod1 does not publish; there are no caches at all',
                'plumbline:functions.user: uses "kore:table/projects", but plumbline:from has no "kore"; it has core; did you mean "core"?',
            ],
        );
    });

    it("is told of an access that is not published", async () => {
        const parts = core["parts"] as { links: Record<string, string> };
        const { access, ...queue } = JSON.parse(parts.links["queue/jobs"] ?? "") as Record<
            string,
            { send: unknown }
        >;
        const links = {
            ...parts.links,
            "queue/jobs": JSON.stringify({ ...queue, access: { send: access?.send } }),
        };
        assert.deepEqual(await refused(using("core:queue/jobs:receive"), { parts: { ...parts, links } }), [
            'plumbline:functions.user: uses "core:queue/jobs", which organization/core/prod1 does not publish for receive; the ways to use it are send',
        ]);
    });

    it("is told of two parts with the same variable", async () => {
        assert.deepEqual(
            await refused({
                ...using("core:table/projects", "table/projects"),
                "plumbline:tables": { projects: { partitionKey: "id" } },
            }),
            [
                "plumbline:functions.user.uses: core:table/projects and table/projects both give the variable TABLE_PROJECTS_NAME; give one of the two another name",
            ],
        );
    });

    it("is told of parts that only the other's VPC reaches, unless it stands there as well", async () => {
        const vpcId = "vpc-0123456789abcdef0";
        const privateSubnetIds = ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"];
        const network = { vpcId, privateSubnetIds };
        const outputs = { parts: { ...(core["parts"] as object), network } };
        assert.deepEqual(await refused(using("core:database/app"), outputs), [
            `plumbline:functions.user: uses "core:database/app", which is reached in the VPC of organization/core/prod1 only (${vpcId}); this stack must stand in the same, by plumbline:network: core`,
        ]);
        const elsewhere = Object.fromEntries(
            Object.entries(SHOP).filter(([key]) => key !== "plumbline:network"),
        );
        const inside = { ...elsewhere, ...using("core:database/app") };
        await load({ ...inside, "plumbline:existing": { network } }, outputs);
        await load({ ...inside, "plumbline:network": "core" }, outputs);
    });

    it("is told of a network that it cannot stand in", async () => {
        const network = {
            vpcId: "vpc-0123456789abcdef0",
            privateSubnetIds: ["subnet-01234567", "subnet-01234568"],
        };
        const parts = Object.fromEntries(
            Object.entries(core["parts"] as object).filter(([key]) => key !== "network"),
        );
        const standing = (name: string, more = {}) => ({ "plumbline:network": name, ...more });
        assert.deepEqual(await refused(standing("cor"), core), [
            'plumbline:network: "cor" is not allowed; it must be a map of keys, none, or a name below plumbline:from, which has core; did you mean "core"?',
        ]);
        assert.deepEqual(await refused(standing("core"), { parts }), [
            'plumbline:network: "core" is not allowed; that stack has no VPC of which another could have a part',
        ]);
        assert.deepEqual(
            await refused(standing("core", { "plumbline:existing": { network } }), {
                parts: { ...parts, network },
            }),
            [
                'plumbline:network: "core" is not allowed beside plumbline:existing.network; leave one of the two out',
            ],
        );
    });

    it("is told of a stack that is not deployed, and what to do", async () => {
        const message =
            "organization/core/next is not deployed; deploy it first: ./plumb up --cwd <folder of core> --stack next";
        assert.deepEqual(await refused({ "plumbline:from": { core: "core/next" } }), [
            `plumbline:from.core: ${message}`,
        ]);
        assert.deepEqual(await refused({}, {}), [
            `plumbline:from.core: ${message.replaceAll("next", "prod1")}`,
        ]);
    });

    it("is told of outputs of another shape", async () => {
        const parts = core["parts"] as { links: Record<string, string> };
        const broken = (change: object) => refused({}, { parts: { ...parts, ...change } });
        const end = "; deploy both stacks with the same version of the platform";
        const start = 'plumbline:from.core: the output "parts" of organization/core/prod1 has';
        assert.deepEqual(await broken({ version: 2 }), [`${start} version 2, and this one reads 1${end}`]);
        assert.deepEqual(await broken({ region: 1 }), [
            `${start} another shape than this version reads at region${end}`,
        ]);
        assert.deepEqual(await broken({ links: { "table/projects": '{"allow":[["a"]]}' } }), [
            `${start} another shape than this version reads at links.table/projects.allow.0${end}`,
        ]);
        assert.deepEqual(await broken({ links: { "table/projects": "{" } }), [
            `${start} another shape than this version reads at links.table/projects${end}`,
        ]);
        assert.deepEqual(await refused({}, { url: "x" }), [
            'plumbline:from.core: organization/core/prod1 has no output "parts"; it must be a stack of this platform, deployed with this version or a later one',
        ]);
    });

    it("is told of a circle, and of itself", async () => {
        const parts = { ...(core["parts"] as object), from: ["organization/shop/prod1"] };
        assert.deepEqual(await refused({}, { parts }), [
            "plumbline:from.core: organization/core/prod1 uses this stack, organization/shop/prod1, which makes a circle; one of the two must not use the other",
        ]);
        assert.deepEqual(await refused({ "plumbline:from": { core: "shop" } }), [
            "plumbline:from.core: organization/shop/prod1 is this stack itself; it must be another one",
        ]);
    });

    it("is told of a stack in another account or region", async () => {
        assert.deepEqual(
            await refused({ "plumbline:accountId": "999988887777", "plumbline:region": "eu-west-3" }),
            [
                "plumbline:from.core: organization/core/prod1 is in account 111122223333, eu-west-1; it must be a stack of the same account (999988887777) and region (eu-west-3)",
            ],
        );
    });
});

describe("a reference to a stack", () => {
    it("has up to three parts", () => {
        for (const text of ["core", "core/prod", "acme/core/prod"]) assert.match(text, STACK_REFERENCE);
        for (const text of ["", "a/b/c/d", "core/", "core prod"]) assert.doesNotMatch(text, STACK_REFERENCE);
    });
});
