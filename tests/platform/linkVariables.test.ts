/** The variables that the configuration counts before anything exists are those that a function gets. */
import assert from "node:assert/strict";

import { hostNames } from "../../config/derived/hosts";
import { linkVariables } from "../../config/derived/linkVariables";
import { collect } from "../../config/raw";
import { validate } from "../../config/validate";
import { ROOT, run } from "../support/program";

const CODE = "examples/sample/functions/orders";
const OPEN = { function: "other", public: true };
const USES = [
    "database/one",
    "database/two",
    "database/three",
    "database/four",
    "cache/fast",
    "cache/single",
    "table/carts",
    "table/plain",
    "bucket/files",
    "queue/jobs",
    "queue/steps",
    "secret/key",
    "email/main",
    "email/news:send",
    "directory/people",
    "directory/staff",
    "function/other",
    "api/shop",
    "api/edge",
    "service/web",
    "service/inside",
    "media/films:sign",
    "media/logos",
];
const SERVICE = { image: "nginx:1.29" };

const CONFIG = {
    "plumbline:tier": "dev",
    "plumbline:region": "eu-west-1",
    "plumbline:accountId": "111122223333",
    "plumbline:owner": "platform",
    "plumbline:costCenter": "1000",
    "plumbline:network": { cidr: "10.0.0.0/16", zones: ["a", "b"] },
    "plumbline:databases": {
        one: { engine: "aurora-postgresql", version: "16", readers: 1, proxy: true, minCapacity: 1 },
        two: { engine: "aurora-mysql", version: "8.0", readers: 1, dataApi: true },
        three: { engine: "postgres", version: "16", iamUser: "shop", port: 6000 },
        four: { engine: "mysql", version: "8.4" },
    },
    "plumbline:caches": { fast: { replicas: 1 }, single: { replicas: 0 } },
    "plumbline:tables": { carts: { partitionKey: "id", stream: "both" }, plain: { partitionKey: "id" } },
    "plumbline:buckets": { files: {} },
    "plumbline:media": { films: { bucket: "files" }, logos: { bucket: "files", access: "public" } },
    "plumbline:queues": { jobs: {}, steps: { fifo: true } },
    "plumbline:secrets": { key: { generate: 20 } },
    "plumbline:emails": {
        main: { domain: "shop.example.com" },
        news: { domain: "news.example.com", from: "News <a@news.example.com>" },
    },
    "plumbline:directories": { people: { signIn: { prefix: "people" } }, staff: {} },
    // All in one function would be more than Lambda takes.
    "plumbline:functions": {
        other: CODE,
        some: { code: CODE, uses: USES.slice(0, 6) },
        more: { code: CODE, uses: USES.slice(6) },
    },
    "plumbline:apis": {
        shop: { routes: { "GET /a": OPEN } },
        edge: { routes: { "GET /a": OPEN }, cdn: true },
    },
    "plumbline:services": { web: { ...SERVICE, public: {} }, inside: SERVICE },
};

describe("the variables of a function that uses one of each kind", () => {
    it("are counted with their names, and with values that are no shorter", async () => {
        const { graph } = await run("unit", CONFIG);
        const settings = validate(collect(CONFIG), "unit", ROOT, "plumbline");
        const place = { stack: "unit", project: "plumbline", hosts: hostNames(settings) };
        for (const name of ["some", "more"]) {
            const { environment } = graph.inputs("lambda.Function", name) as {
                environment: { variables: Record<string, string> };
            };
            const counted = linkVariables(settings.functions[name]?.uses ?? [], settings, place);
            assert.deepEqual(Object.keys(counted).sort(), Object.keys(environment.variables).sort());
            for (const [variable, value] of Object.entries(environment.variables)) {
                const length = counted[variable]?.length ?? 0;
                assert.ok(
                    length >= value.length,
                    `${variable}: ${value} is longer than ${counted[variable]}`,
                );
            }
        }
    });
});
