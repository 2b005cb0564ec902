import * as assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { type Emulator, inventory, sign, signedFetch } from "../../operations/emulator";
import { json, Scratch } from "./support";

describe("the emulator's web application", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    let emulator: Emulator;

    before(async () => {
        emulator = await scratch.start();
    });
    after(async () => scratch.clear());

    it("returns the instance of its process", async () => {
        const health = (await (await fetch(`${emulator.url}/_plumbline/health`)).json()) as object;
        assert.deepEqual(Object.keys(health).sort(), ["functions", "instance", "moto", "startedAt"]);
        assert.equal((await fetch(`${emulator.url}/_plumbline/other`)).status, 404);
    });

    it("returns 501 at once for operations that are not implemented, in JSON and in XML", async () => {
        const one = await json(emulator, "kms", "TrentService.ConnectCustomKeyStore", {
            CustomKeyStoreId: "cks-1234567890abcdef0",
        });
        assert.equal(one.status, 501);
        assert.match(
            ((await one.json()) as { message: string }).message,
            /can't do this: kms .*ConnectCustomKey/,
        );
        const other = await signedFetch(emulator, "/", {
            service: "rds",
            method: "POST",
            headers: { "content-type": "application/x-www-form-urlencoded" },
            body: "Action=RebootDBCluster&Version=2014-10-31&DBClusterIdentifier=none",
        });
        assert.equal(other.status, 501);
        assert.match(await other.text(), /<Code>NotImplemented<\/Code>/);
    });

    it("takes 10 ms for every answer, and accepts many requests at once", async () => {
        await signedFetch(emulator, "/warm", { service: "s3" });
        const url = `${emulator.url}/none`;
        const headers = await sign(emulator, url, { service: "s3" });
        const began = performance.now();
        await fetch(url, { headers });
        assert.ok(performance.now() - began >= 9.5);
        const names = Array.from({ length: 40 }, (_, index) => `queue-${index}`);
        const made = await Promise.all(
            names.map((QueueName) => json(emulator, "sqs", "AmazonSQS.CreateQueue", { QueueName })),
        );
        assert.deepEqual([...new Set(made.map(({ status }) => status))], [200]);
    });

    it("answers a repeated request as the first time, and carries it out once", async () => {
        const create = async (invocation: string, attempt: number) => {
            const answer = await signedFetch(emulator, "/", {
                service: "ec2",
                method: "POST",
                headers: {
                    "content-type": "application/x-www-form-urlencoded",
                    "amz-sdk-invocation-id": invocation,
                    "amz-sdk-request": `attempt=${String(attempt)}; max=25`,
                },
                body: "Action=CreateKeyPair&Version=2016-11-15&KeyName=repeated",
            });
            return { status: answer.status, body: await answer.text() };
        };
        const first = await create("3b3b0e64", 1);
        assert.equal(first.status, 200);
        assert.deepEqual(await create("3b3b0e64", 2), first, "the answer that was lost");
        for (const [invocation, attempt] of [
            ["3b3b0e64", 1],
            ["other", 2],
        ] as const) {
            const refused = await create(invocation, attempt);
            assert.equal(refused.status, 400);
            assert.match(refused.body, /InvalidKeyPair\.Duplicate/);
        }
    });

    it("sends the true Content-Length", async () => {
        const s3 = async (path: string, method: string, body?: string) =>
            signedFetch(emulator, path, {
                service: "s3",
                method,
                ...(body === undefined ? {} : { body }),
            });
        await s3("/lengths", "PUT");
        await s3("/lengths/a%2Fb", "PUT", "hällo");
        const head = await s3("/lengths/a%2Fb", "HEAD");
        const get = await s3("/lengths/a%2Fb", "GET");
        assert.deepEqual([head.headers.get("content-length"), get.headers.get("content-length")], ["6", "6"]);
        assert.equal(await get.text(), "hällo");
    });

    it("accepts an empty object from a client that sends Expect: 100-continue", async () => {
        const { port } = new URL(emulator.url);
        const url = `${emulator.url}/empty/object`;
        const headers = await sign(emulator, url, { service: "s3", method: "PUT" });
        const status = await new Promise<number | undefined>((resolve, reject) => {
            const upload = request({
                ...{ host: "127.0.0.1", port, path: "/empty/object", method: "PUT", timeout: 10_000 },
                headers: { ...headers, "content-length": 0, expect: "100-continue" },
            });
            upload.on("response", (response) => resolve(response.resume().statusCode));
            upload.on("timeout", () => upload.destroy(new Error("no answer")));
            upload.on("error", reject);
            upload.end();
        });
        assert.equal(status, 404, "there is no such bucket, and that is an answer");
    });

    it("separates accounts and regions", async () => {
        const create = async (QueueName: string, options: object) =>
            (await json(emulator, "sqs", "AmazonSQS.CreateQueue", { QueueName }, options)).json();
        const list = async (options: object) =>
            (
                (await (await json(emulator, "sqs", "AmazonSQS.ListQueues", {}, options)).json()) as {
                    QueueUrls?: string[];
                }
            ).QueueUrls?.map((url) => url.split("/").slice(-2).join("/"));
        await create("here", { region: "eu-west-1" });
        await create("there", { region: "eu-west-1", account: "444455556666" });
        assert.deepEqual(await list({ region: "eu-west-1" }), ["123456789012/here"]);
        assert.deepEqual(await list({ region: "eu-west-1", account: "444455556666" }), [
            "444455556666/there",
        ]);
        const ids = (await inventory(emulator)).map(({ id }) => id);
        assert.ok(ids.includes("here") && ids.includes("there"));
    });

    it("logs no parameter values", async () => {
        const secret = "correct-horse-battery-staple";
        await json(emulator, "secretsmanager", "secretsmanager.CreateSecret", {
            Name: "s",
            SecretString: secret,
        });
        await json(emulator, "ssm", "AmazonSSM.PutParameter", {
            Name: "/p",
            Value: secret,
            Type: secret,
        });
        await json(emulator, "kms", "TrentService.ConnectCustomKeyStore", { CustomKeyStoreId: secret });
        await signedFetch(emulator, `/lengths/x?x-id=${secret}&marker=${secret}`, { service: "s3" });
        const log = await readFile(emulator.log, "utf8");
        assert.match(log, /CreateSecret/);
        assert.equal(log.includes(secret), false);
    });
});
