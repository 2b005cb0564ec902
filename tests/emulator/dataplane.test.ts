import * as assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { request } from "node:http";
import { homedir } from "node:os";
import * as path from "node:path";
import { type Emulator, inventory, sign, signedFetch } from "../../operations/emulator";
import { root } from "../../operations/emulator/packages";
import { json, python, Scratch, script } from "./support";

interface Deployed {
    readonly distribution: string;
    readonly domain: string;
    readonly api: string;
    readonly front: string;
    readonly idToken: string;
    readonly accessToken: string;
    readonly otherToken: string;
}

interface Called {
    readonly event: {
        readonly routeKey: string;
        readonly rawPath: string;
        readonly headers: Record<string, string>;
        readonly body?: string;
        readonly cookies?: string[];
        readonly pathParameters?: Record<string, string>;
        readonly queryStringParameters?: Record<string, string>;
        readonly stageVariables?: Record<string, string>;
        readonly requestContext: {
            authorizer?: {
                jwt?: { claims: Record<string, string> };
                lambda?: object;
                iam?: Record<string, string>;
            };
        };
    };
    readonly environment: Record<string, string>;
}

describe("resources deployed to the emulator", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    let emulator: Emulator;
    let made: Deployed;

    before(async () => {
        emulator = await scratch.start();
        made = await script<Deployed>("deploy.py", emulator, "eu-west-1");
    });
    after(async () => scratch.clear());

    /** A request with a Host header of its own, which fetch does not allow. */
    const byHost = async (host: string, target: string): Promise<string> =>
        new Promise((resolve, reject) => {
            const { port } = new URL(emulator.url);
            const asked = request({ host: "127.0.0.1", port, path: target, headers: { host } }, (answer) => {
                let text = "";
                answer.setEncoding("utf8").on("data", (part: string) => (text += part));
                answer.on("end", () => {
                    resolve(text);
                });
            });
            asked.on("error", reject).end();
        });

    describe("a site", () => {
        const get = async (path: string, options: RequestInit = {}) =>
            fetch(`${emulator.url}/_site/${made.distribution}${path}`, { redirect: "manual", ...options });

        it("serves the root object with its headers and the policy's", async () => {
            const answer = await get("/");
            assert.equal(await answer.text(), "<h1>home</h1>");
            assert.equal(answer.headers.get("content-type"), "text/html");
            assert.equal(answer.headers.get("cache-control"), "no-cache");
            assert.equal(answer.headers.get("x-frame-options"), "DENY");
            assert.equal(
                answer.headers.get("strict-transport-security"),
                "max-age=63072000; includeSubDomains",
            );
            assert.equal(answer.headers.get("x-site"), "ours");
        });

        it("serves other objects below the origin's path", async () => {
            assert.equal(await (await get("/assets/app.js")).text(), "let a;");
            assert.equal(await (await get("/with%20space.txt")).text(), "space");
        });

        it("takes a plus sign for a space, as S3 does, and %2B for a plus sign", async () => {
            assert.equal(await (await get("/with+space.txt")).text(), "space");
            assert.equal(await (await get("/a%2Bb%20100%25/gr%C3%B6%C3%9Fe")).text(), "odd");
            assert.equal(await (await get("/a+b%20100%25/gr%C3%B6%C3%9Fe")).text(), "<h1>home</h1>");
        });

        it("gives functions the path as it was sent", async () => {
            const seen = await get("/seen/a%2Bb%20100%25/gr%C3%B6%C3%9Fe");
            assert.equal(seen.headers.get("x-uri"), "/seen/a%2Bb%20100%25/gr%C3%B6%C3%9Fe");
        });

        it("answers paths of a single-page application with its page, as CloudFront does after S3's 403", async () => {
            const answer = await get("/orders/7");
            assert.deepEqual([answer.status, await answer.text()], [200, "<h1>home</h1>"]);
        });

        it("runs the viewer-request function", async () => {
            assert.equal(await (await get("/docs")).text(), "<h1>docs</h1>");
            const moved = await get("/old");
            assert.deepEqual([moved.status, moved.headers.get("location")], [301, "/new"]);
            const digest = createHash("sha256").update("a").digest("hex");
            assert.equal((await get("/hash")).headers.get("x-hash"), digest);
        });

        it("forwards to an API, with the custom headers of the origin", async () => {
            const direct = await fetch(`${emulator.url}/_api/${made.api}/guarded`);
            assert.equal(direct.status, 401);
            const through = await fetch(`${emulator.url}/_site/${made.front}/guarded`);
            assert.equal(through.status, 201);
        });

        it("forwards to an API what the behavior's policy says, under the API's own host", async () => {
            const headers = { cookie: "a=1", authorization: "Bearer x" };
            const ask = async (path: string) =>
                (await (
                    await fetch(`${emulator.url}/_site/${made.front}${path}?x=1`, { headers })
                ).json()) as Called;
            const { event } = await ask("/below/items");
            const host = `${made.api}.execute-api.eu-west-1.amazonaws.com`;
            assert.deepEqual(
                [event.rawPath, event.cookies, event.queryStringParameters],
                ["/items", ["a=1"], { x: "1" }],
            );
            assert.partialDeepStrictEqual(event.headers, {
                host,
                authorization: "Bearer x",
                "x-forwarded-prefix": "/below",
                "x-key": "open",
            });
            const plain = (await ask("/items")).event;
            assert.equal(plain.headers["host"], host);
            assert.ok(!("authorization" in plain.headers || "cookies" in plain));
            assert.ok(!("queryStringParameters" in plain));
        });

        it("answers 304 to a matching ETag, 403 to methods that are not allowed", async () => {
            const tag = (await get("/")).headers.get("etag") ?? "";
            assert.equal((await get("/", { headers: { "if-none-match": tag } })).status, 304);
            assert.equal((await get("/", { method: "POST", body: "x" })).status, 403);
        });

        it("is found by id, domain name and alias", async () => {
            for (const host of [`${made.distribution}.cloudfront.localhost`, "www.example.com.localhost"]) {
                assert.equal(await byHost(host, "/"), "<h1>home</h1>", host);
            }
            const label = made.domain.split(".")[0] ?? "";
            assert.equal(await byHost(`${label}.cloudfront.localhost`, "/docs"), "<h1>docs</h1>");
            assert.equal((await fetch(`${emulator.url}/_site/E0/`)).status, 404);
        });

        it("reads its bucket only if the bucket's policy allows it", async () => {
            const policy = (resource: string) =>
                python(
                    [
                        "-c",
                        `import boto3, json, sys
s3 = boto3.client("s3", endpoint_url=sys.argv[1], region_name="eu-west-1")
policy = json.loads(s3.get_bucket_policy(Bucket="site")["Policy"])
policy["Statement"][0]["Condition"]["StringEquals"]["AWS:SourceArn"] = sys.argv[2] + policy["Statement"][0]["Condition"]["StringEquals"]["AWS:SourceArn"].removeprefix("x")
s3.put_bucket_policy(Bucket="site", Policy=json.dumps(policy))
print("null")`,
                        emulator.url,
                        resource,
                    ],
                    emulator,
                );
            await policy("x");
            const refused = await get("/assets/app.js");
            assert.equal(refused.status, 403);
            await policy("");
            assert.equal((await get("/assets/app.js")).status, 200);
        });
    });

    describe("an API", () => {
        const get = async (path: string, headers: Record<string, string> = {}, options: RequestInit = {}) =>
            fetch(`${emulator.url}/_api/${made.api}${path}`, { headers, ...options });
        const called = async (path: string, headers: Record<string, string> = {}) =>
            (await (await get(path, headers)).json()) as Called;

        it("runs the function with its own environment only", async () => {
            const answer = await get("/items");
            assert.equal(answer.status, 201);
            assert.equal(answer.headers.get("x-function"), "echo");
            assert.deepEqual(answer.headers.getSetCookie(), ["a=1", "b=2"]);
            const { HOME, key, ...environment } = ((await answer.json()) as Called).environment;
            assert.match(key ?? "", /^ASIA/, "temporary credentials of its role");
            const expected = { SECRET: "s", endpoint: emulator.url };
            assert.deepEqual(environment, expected);
            assert.notEqual(HOME, homedir());
        });

        it("matches routes as API Gateway does", async () => {
            const { event } = await called("/items/a%20b?x=1&x=2&y=", { cookie: "a=1; b=2" });
            assert.equal(event.routeKey, "ANY /items/{id}");
            assert.deepEqual(event.pathParameters, { id: "a b" });
            assert.deepEqual(event.queryStringParameters, { x: "1,2", y: "" });
            assert.deepEqual(event.cookies, ["a=1", "b=2"]);
            assert.deepEqual((await called("/files/a/b/c")).event.pathParameters, { path: "a/b/c" });
            assert.deepEqual(await (await get("/items/special")).json(), { module: true, file: "data" });
            assert.equal((await get("/files")).status, 404);
            assert.equal((await get("/items", {}, { method: "DELETE" })).status, 404);
        });

        it("has stages, and passes bodies to functions", async () => {
            const { event } = await called("/v2/items");
            assert.deepEqual([event.rawPath, event.stageVariables], ["/v2/items", { level: "two" }]);
            const posted = await get(
                "/items/1",
                { "content-type": "application/json" },
                { method: "PUT", body: "{}" },
            );
            assert.equal(((await posted.json()) as Called).event.body, "{}");
        });

        it("is found by host name", async () => {
            const text = await byHost(`${made.api}.execute-api.localhost`, "/items");
            assert.equal((JSON.parse(text) as Called).event.routeKey, "GET /items");
        });

        it("accepts tokens of the user pool for the client", async () => {
            const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
            const { event } = await called("/me", bearer(made.idToken));
            assert.equal(event.requestContext.authorizer?.jwt?.claims["cognito:username"], "ann");
            assert.equal((await get("/me", bearer(made.accessToken))).status, 201);
            assert.equal((await get("/me")).status, 401);
            assert.equal((await get("/me", bearer("nonsense"))).status, 401);
            assert.equal((await get("/me", bearer(made.otherToken))).status, 401);
            const [head, payload, signature] = made.idToken.split(".");
            const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString()) as object;
            const forged = Buffer.from(JSON.stringify({ ...claims, sub: "bob" })).toString("base64url");
            assert.equal((await get("/me", bearer(`${head}.${forged}.${signature}`))).status, 401);
            const none = Buffer.from('{"alg":"none"}').toString("base64url");
            assert.equal((await get("/me", bearer(`${none}.${payload}.`))).status, 401);
        });

        it("requires scopes, Lambda authorizers and signatures where a route does", async () => {
            assert.equal((await get("/scoped", { authorization: made.accessToken })).status, 403);
            assert.equal((await get("/guarded", { "x-key": "shut" })).status, 403);
            const { event } = await called("/guarded", { "x-key": "open" });
            assert.deepEqual(event.requestContext.authorizer?.lambda, { who: "me" });
            assert.equal((await get("/signed")).status, 403);
            const path = `/_api/${made.api}/signed`;
            const own = { service: "execute-api", region: "eu-west-1" };
            const headers = await sign(emulator, `${emulator.url}${path}`, own);
            const signed = await get("/signed", headers);
            assert.equal(signed.status, 201);
            const caller = ((await signed.json()) as Called).event.requestContext.authorizer?.iam;
            assert.equal(caller?.accountId, "123456789012");
            const wrong = { ...headers, authorization: headers["authorization"]?.replace(/.$/, "x") ?? "" };
            assert.equal((await get("/signed", wrong)).status, 403);
            const foreign = await signedFetch(emulator, path, { ...own, account: "444455556666" });
            assert.equal(foreign.status, 403, "an HTTP API lets in its own account only");
            assert.equal(
                (await get("/items", wrong)).status,
                201,
                "a route that asks for none looks at none",
            );
        });

        it("sends CORS headers for allowed origins", async () => {
            const ask = { "access-control-request-method": "GET" };
            const allowed = await get(
                "/items",
                { ...ask, origin: "https://app.example.com" },
                { method: "OPTIONS" },
            );
            assert.equal(allowed.status, 204);
            assert.equal(allowed.headers.get("access-control-allow-origin"), "https://app.example.com");
            assert.equal(allowed.headers.get("access-control-allow-methods"), "GET,POST");
            const other = await get(
                "/items",
                { ...ask, origin: "https://evil.example" },
                { method: "OPTIONS" },
            );
            assert.equal(other.headers.get("access-control-allow-origin"), null);
            const plain = await get("/items", { origin: "https://app.example.com" });
            assert.equal(plain.headers.get("access-control-allow-credentials"), "true");
        });

        it("answers as API Gateway does when a function fails, hangs or can't be run", async () => {
            const failed = await get("/items?fail=1");
            assert.deepEqual(
                [failed.status, await failed.json()],
                [500, { message: "Internal Server Error" }],
            );
            assert.equal((await get("/items?sleep=1")).status, 503);
            const ruby = await get("/ruby");
            assert.equal(ruby.status, 501);
            assert.match(await ruby.text(), /only nodejs and python functions are run/);
        });

        it("runs functions in Python: handler, context, SDK, sandbox, errors, timeout, log", async () => {
            const health = (await (await fetch(`${emulator.url}/_plumbline/health`)).json()) as {
                readonly functions: { readonly sandboxed: boolean };
            };
            const file = path.join(root, "package.json");
            const answer = await get(`/python?file=${encodeURIComponent(file)}`);
            const body = (await answer.json()) as Record<string, unknown>;
            assert.equal(answer.status, 200, JSON.stringify(body));
            const { remaining, ...rest } = body;
            assert.ok(Number(remaining) > 0 && Number(remaining) <= 5000);
            const seen = !health.functions.sandboxed;
            assert.deepEqual(rest, { account: "123456789012", name: "python", root: ["src"], seen });
            assert.equal((await get("/python?fail=1")).status, 500);
            assert.equal((await get("/python?odd=1")).status, 500);
            assert.equal((await get("/python?sleep=1")).status, 503);
            const filter = { logGroupName: "/aws/lambda/python" };
            const logged = await json(emulator, "logs", "Logs_20140328.FilterLogEvents", filter, {
                region: "eu-west-1",
            });
            const { events } = (await logged.json()) as { events: { message: string }[] };
            for (const line of [
                /^called in Python \/python$/,
                /^\[WARNING\]\t.*\tbe warned$/,
                /^KeyError: 'as asked'$/,
                /Unable to marshal response/,
                /Task timed out after 1\.50 seconds$/,
            ]) {
                assert.ok(
                    events.some(({ message }) => line.test(message)),
                    `${line} in the log`,
                );
            }
        });

        it("writes the output of a function to its log group", async () => {
            const filter = { logGroupName: "/aws/lambda/echo" };
            const options = { region: "eu-west-1" };
            const answer = await json(emulator, "logs", "Logs_20140328.FilterLogEvents", filter, options);
            const { events } = (await answer.json()) as { events: { message: string }[] };
            assert.ok(events.some(({ message }) => message === "called 1 /items"));
            assert.ok(events.some(({ message }) => message.includes("TypeError: as asked")));
        });
    });

    it("are in the inventory, unlike the defaults of an account", async () => {
        const counts: Record<string, number> = {};
        for (const { service, type } of await inventory(emulator)) {
            counts[`${service} ${type}`] = (counts[`${service} ${type}`] ?? 0) + 1;
        }
        assert.deepEqual(counts, {
            "acm Certificate": 1,
            "apigatewayv2 Api": 1,
            "apigatewayv2 Authorizer": 2,
            "apigatewayv2 Integration": 10,
            "apigatewayv2 Route": 10,
            "apigatewayv2 Stage": 2,
            "cloudfront Distribution": 2,
            "cloudfront OriginAccessControl": 1,
            "cloudfront ResponseHeadersPolicy": 1,
            "cloudfront function": 2,
            "cognito-idp UserPool": 1,
            "cognito-idp UserPoolClient": 2,
            "cognito-idp UserPoolUser": 1,
            "iam Role": 1,
            "iam RolePolicy": 1,
            "lambda Function": 5,
            "logs LogGroup": 2,
            "s3 Bucket": 1,
            "s3 Object": 6,
        });
    });

    it("are in the inventory even if their type is unknown", async () => {
        await json(emulator, "kinesis", "Kinesis_20131202.CreateStream", {
            StreamName: "odd",
            ShardCount: 1,
        });
        assert.ok(
            (await inventory(emulator)).some(({ service, id }) => service === "kinesis" && id === "odd"),
        );
    });
});
