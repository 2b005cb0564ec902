import * as assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, readFile, stat, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import {
    type Emulator,
    findEmulator,
    inventory,
    sign,
    signedFetch,
    startEmulator,
    stopEmulator,
} from "../../operations/emulator";
import { pythonWithPackages } from "../../operations/emulator/packages";

import { type Answered, ask, type Asked, credentialsOf, json, Scratch, script } from "./support";

const TRUST = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
        { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" },
    ],
});

const corsOf = ({ headers }: Answered) =>
    Object.keys(headers).filter((name) => name.startsWith("access-control-"));

/** The headers that a browser adds and a page can't remove. */
const marks = (of: readonly Record<string, string>[]) => of;

const origin = "https://evil.example";
const secret = "correct-horse-battery-staple";

describe("access to the emulator", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    let emulator: Emulator;

    before(async () => {
        emulator = await scratch.start();
        const made = await json(emulator, "secretsmanager", "secretsmanager.CreateSecret", {
            Name: "held",
            SecretString: secret,
        });
        assert.equal(made.status, 200);
    });
    after(async () => scratch.clear());

    /** A request for the secret's value, signed by the emulator's own user. */
    const forSecret = async (headers: Record<string, string> = {}): Promise<Asked> => {
        const body = JSON.stringify({ SecretId: "held" });
        const sent = {
            "content-type": "application/x-amz-json-1.1",
            "x-amz-target": "secretsmanager.GetSecretValue",
            ...headers,
        };
        const own = { service: "secretsmanager", method: "POST", headers: sent, body };
        return { method: "POST", headers: await sign(emulator, `${emulator.url}/`, own), body };
    };

    describe("for host names", () => {
        it("refuses foreign names before it handles a request, even a correctly signed one", async () => {
            const role = await signedFetch(emulator, "/", {
                service: "iam",
                method: "POST",
                headers: { "content-type": "application/x-www-form-urlencoded" },
                body: `Action=CreateRole&RoleName=rebound&AssumeRolePolicyDocument=${encodeURIComponent(TRUST)}&Version=2010-05-08`,
            });
            assert.equal(role.status, 200);
            const create = JSON.stringify({
                FunctionName: "rebound",
                Runtime: "nodejs22.x",
                Role: "arn:aws:iam::123456789012:role/rebound",
                Handler: "index.handler",
                Code: { ZipFile: "" },
            });
            for (const host of [
                "evil.example",
                `evil.example:${new URL(emulator.url).port}`,
                "127.0.0.1.evil.example",
            ]) {
                const url = `http://${host}/2015-03-31/functions`;
                const headers = await sign(emulator, url, {
                    service: "lambda",
                    method: "POST",
                    headers: { "content-type": "application/json" },
                    body: create,
                });
                const path = "/2015-03-31/functions";
                const made = await ask(emulator, {
                    method: "POST",
                    path,
                    headers: { ...headers, host },
                    body: create,
                });
                const invoked = await ask(emulator, {
                    method: "POST",
                    path: `${path}/rebound/invocations`,
                    headers: { host },
                    body: "{}",
                });
                assert.deepEqual([made.status, invoked.status], [421, 421], host);
            }
            assert.ok((await inventory(emulator)).every(({ service }) => service !== "lambda"));
        });

        it("refuses addresses and names that resemble its own, for health as well", async () => {
            const hosts = [
                "0.0.0.0",
                "[::1]",
                "10.0.0.1",
                "localhost.evil.example",
                "notlocalhost",
                "localhost:x",
            ];
            for (const host of [
                ...hosts,
                "evilamazonaws.com",
                "169.254.169.254",
                "local host",
                "E1234567890",
            ]) {
                for (const target of ["/", "/_plumbline/health", "/_site/E1/"]) {
                    const { status } = await ask(emulator, { path: target, headers: { host } });
                    assert.equal(status, 421, `${host}${target}`);
                }
            }
        });

        it("serves its own, AWS's and those below .localhost, with any port", async () => {
            const hosts = [
                "127.0.0.1",
                "localhost:80",
                "LocalHost:4566",
                "shop.localhost",
                "d1.cloudfront.net",
            ];
            for (const host of [
                ...hosts,
                "secretsmanager.us-east-1.amazonaws.com",
                "bucket.s3.amazonaws.com:443",
            ]) {
                const { status } = await ask(emulator, { path: "/_plumbline/health", headers: { host } });
                assert.equal(status, 200, host);
            }
        });
    });

    describe("for pages of other origins", () => {
        it("refuses preflights, and echoes no origin", async () => {
            for (const path of ["/", "/bucket/key", "/_plumbline/inventory", "/2015-03-31/functions"]) {
                const preflight = await ask(emulator, {
                    method: "OPTIONS",
                    path,
                    headers: {
                        origin,
                        "access-control-request-method": "POST",
                        "access-control-request-headers": "authorization,x-amz-target",
                    },
                });
                assert.equal(preflight.status, 403, path);
                assert.deepEqual(corsOf(preflight), [], path);
            }
        });

        it("refuses cross-origin requests, even correctly signed ones", async () => {
            const plain = await ask(emulator, await forSecret());
            assert.equal(plain.status, 200);
            assert.ok(plain.text.includes(secret));
            assert.deepEqual(corsOf(plain), []);
            for (const mark of marks([
                { origin },
                { origin: "null" },
                { origin: emulator.url },
                { origin: "http://localhost:3000" },
                { "sec-fetch-site": "cross-site" },
                { "sec-fetch-site": "same-site" },
            ])) {
                const { headers, ...rest } = await forSecret();
                const answer = await ask(emulator, { ...rest, headers: { ...headers, ...mark } });
                assert.equal(answer.status, 403, JSON.stringify(mark));
                assert.ok(!answer.text.includes(secret));
                assert.deepEqual(corsOf(answer), []);
            }
        });

        it("does nothing for a form or a no-cors request", async () => {
            const body = "Action=CreateQueue&QueueName=by-a-page&Version=2012-11-05";
            const type = { "content-type": "application/x-www-form-urlencoded" };
            for (const mark of marks([{ origin }, { "sec-fetch-site": "cross-site" }, {}])) {
                const answer = await ask(emulator, { method: "POST", headers: { ...type, ...mark }, body });
                assert.equal(answer.status, 403);
            }
            assert.ok((await inventory(emulator)).every(({ service }) => service !== "sqs"));
        });

        it("returns no health to them", async () => {
            for (const target of ["health", "inventory"]) {
                const answer = await ask(emulator, { path: `/_plumbline/${target}`, headers: { origin } });
                assert.equal(answer.status, 403);
                assert.deepEqual(corsOf(answer), []);
            }
        });

        it("serves neither moto's dashboard and settings nor instance metadata", async () => {
            for (const path of [
                "/moto-api/",
                "/moto-api/data.json",
                "/moto-api/reset",
                "/latest/meta-data/",
            ]) {
                for (const method of ["GET", "POST"]) {
                    const headers = await sign(emulator, `${emulator.url}${path}`, { service: "s3", method });
                    const { status } = await ask(emulator, { method, path, headers });
                    assert.equal(status, 404, `${method} ${path}`);
                }
            }
            const { status } = await ask(emulator, await forSecret());
            assert.equal(status, 200, "nothing was reset");
        });

        it("allows a signed upload by a bucket's CORS rules, and no other access", async () => {
            const { upload, other, download } = await script<Record<string, string>>("presign.py", emulator);
            const site = "https://shop.example.com";
            const target = (url = "") => url.slice(emulator.url.length);
            const preflight = async (url: string | undefined, from: string, method = "PUT") =>
                ask(emulator, {
                    method: "OPTIONS",
                    path: target(url),
                    headers: {
                        origin: from,
                        "access-control-request-method": method,
                        "access-control-request-headers": "content-type",
                    },
                });
            const put = async (url: string | undefined, from: string) =>
                ask(emulator, {
                    method: "PUT",
                    path: target(url),
                    headers: { origin: from, "sec-fetch-site": "cross-site", "content-type": "text/plain" },
                    body: "of a page",
                });

            const allowed = await preflight(upload, site);
            assert.equal(allowed.status, 200);
            assert.equal(allowed.headers["access-control-allow-origin"], site);
            assert.equal(allowed.headers["access-control-allow-methods"], "PUT");
            assert.equal(allowed.headers["access-control-allow-headers"], "content-type");
            const done = await put(upload, site);
            assert.deepEqual([done.status, done.headers["access-control-allow-origin"]], [200, site]);
            assert.equal(done.headers["access-control-expose-headers"], "ETag");

            const refused = [
                await preflight(upload, origin),
                await preflight(upload, site, "DELETE"),
                await preflight(other, site),
                await put(upload, origin),
                await put(other, site),
                await put(
                    upload?.replace(/Signature=./, (first) => `Signature=${first.endsWith("0") ? "1" : "0"}`),
                    site,
                ),
                await put(upload?.replace(/\?.*/, ""), site),
            ];
            for (const [at, answer] of refused.entries()) {
                assert.equal(answer.status, 403, String(at));
                assert.deepEqual(corsOf(answer), [], String(at));
            }
            // A link works from every page; the page can't read the answer.
            const path = target(download);
            const followed = await ask(emulator, { path, headers: { "sec-fetch-site": "cross-site" } });
            assert.deepEqual([followed.status, followed.text], [200, "of a page"]);
            assert.deepEqual(corsOf(followed), []);
        });
    });

    describe("for callers", () => {
        it("refuses requests without a signature, for every service", async () => {
            for (const [headers, body] of [
                [{ "x-amz-target": "secretsmanager.GetSecretValue" }, '{"SecretId":"held"}'],
                [{ "x-amz-target": "AmazonSSM.DescribeParameters" }, "{}"],
                [
                    { "content-type": "application/x-www-form-urlencoded" },
                    "Action=ListUsers&Version=2010-05-08",
                ],
                [{ "x-amz-target": "AWSCognitoIdentityProviderService.ListUserPools" }, '{"MaxResults":1}'],
                [{ authorization: "Bearer x" }, ""],
            ] as const) {
                const { status } = await ask(emulator, { method: "POST", headers, body });
                assert.equal(status, 403, body);
            }
            for (const path of [
                "/",
                "/bucket",
                "/2015-03-31/functions",
                "/iam_us-east-1/x",
                "/_plumbline/inventory",
            ]) {
                assert.equal((await ask(emulator, { path })).status, 403, path);
            }
        });

        it("issues no credentials for an unverified token", async () => {
            const body =
                "Action=AssumeRoleWithWebIdentity&Version=2011-06-15&RoleSessionName=any" +
                "&RoleArn=arn%3Aaws%3Aiam%3A%3A123456789012%3Arole%2Fdeploy&WebIdentityToken=anything";
            const headers = { "content-type": "application/x-www-form-urlencoded" };
            const { status, text } = await ask(emulator, { method: "POST", headers, body });
            assert.equal(status, 403);
            assert.ok(!text.includes("SecretAccessKey"));
        });

        it("accepts unsigned requests where AWS does: sign-in to a user pool", async () => {
            const headers = { "x-amz-target": "AWSCognitoIdentityProviderService.InitiateAuth" };
            const body = JSON.stringify({
                ClientId: "none",
                AuthFlow: "USER_PASSWORD_AUTH",
                AuthParameters: {},
            });
            const { status, text } = await ask(emulator, { method: "POST", headers, body });
            assert.equal(status, 400);
            assert.match(text, /ResourceNotFoundException|NotAuthorizedException/);
        });

        it("verifies every part of a signature, with errors that SDKs parse", async () => {
            const report = await script<Record<string, string>>("signatures.py", emulator);
            assert.deepEqual(
                report,
                JSON.parse(await readFile(path.join(__dirname, "signatures.json"), "utf8")),
            );
        });

        it("creates a new secret at each start", async () => {
            const directory = await scratch.directory();
            const first = await startEmulator({ directory });
            const before = credentialsOf(first)["AWS_SECRET_ACCESS_KEY"];
            assert.match(before ?? "", /^[0-9a-f]{64}$/);
            await stopEmulator(directory);
            assert.notEqual(credentialsOf(first)["AWS_SECRET_ACCESS_KEY"], before);
            const second = await startEmulator({ directory });
            const after = credentialsOf(second)["AWS_SECRET_ACCESS_KEY"];
            assert.match(after ?? "", /^[0-9a-f]{64}$/);
            assert.notEqual(after, before);
        });
    });

    describe("for other users of the machine", () => {
        it("makes its secret and log unreadable, in a folder that was readable before", async () => {
            const directory = await scratch.directory();
            await chmod(directory, 0o755);
            await startEmulator({ directory });
            const modes = await Promise.all(
                [".", "secret"].map(async (name) => (await stat(path.join(directory, name))).mode & 0o777),
            );
            assert.deepEqual(modes, [0o700, 0o600]);
        });

        it("refuses them: they can neither read the secret nor send requests without it", async () => {
            const python = await pythonWithPackages(() => undefined);
            const { stdout } = await promisify(execFile)(python, [
                path.join(__dirname, "otherUser.py"),
                emulator.url,
                emulator.directory,
            ]);
            const { ran, read, called } = JSON.parse(stdout) as Record<string, unknown>;
            assert.equal(called, 403);
            // Only root can change the user; for other users the file modes above prove the same.
            assert.equal(ran, process.getuid?.() === 0 ? "nobody" : "self");
            if (ran === "nobody") assert.equal(read, "PermissionError");
        });

        it("is not confused with another program on its port", async () => {
            const other = await scratch.start();
            const directory = await scratch.directory();
            const announced = await readFile(path.join(other.directory, "emulator.json"), "utf8");
            await writeFile(path.join(directory, "emulator.json"), announced);
            await writeFile(path.join(directory, "secret"), "0".repeat(64));
            assert.notEqual(await findEmulator(other.directory), undefined);
            assert.equal(await findEmulator(directory), undefined, "the process is right, the proof is not");
        });
    });
});
