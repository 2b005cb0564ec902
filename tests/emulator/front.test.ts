import * as assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import type { Emulator } from "../../operations/emulator";
import { inventory } from "../../operations/emulator";
import { json, Scratch, signed } from "./support";

describe("the emulator's front", function () {
    this.timeout(60_000);
    const scratch = new Scratch();
    let emulator: Emulator;

    before(async () => {
        emulator = await scratch.start();
    });
    after(async () => scratch.clear());

    it("says which process it is", async () => {
        const health = (await (await fetch(`${emulator.url}/_plumbline/health`)).json()) as object;
        assert.deepEqual(Object.keys(health).sort(), ["functions", "instance", "moto", "startedAt"]);
        assert.equal((await fetch(`${emulator.url}/_plumbline/other`)).status, 404);
    });

    it("answers 501 at once for what nobody implements, in JSON and in XML", async () => {
        const one = await json(emulator.url, "kms", "TrentService.ConnectCustomKeyStore", {});
        assert.equal(one.status, 501);
        assert.match(
            ((await one.json()) as { message: string }).message,
            /can't do this: kms .*ConnectCustomKey/,
        );
        const other = await fetch(emulator.url, {
            method: "POST",
            headers: { ...signed("rds"), "content-type": "application/x-www-form-urlencoded" },
            body: "Action=RebootDBCluster&Version=2014-10-31",
        });
        assert.equal(other.status, 501);
        assert.match(await other.text(), /<Code>NotImplemented<\/Code>/);
    });

    it("takes 10 ms for every answer, and serves many requests at once", async () => {
        await fetch(`${emulator.url}/warm`, { headers: signed("s3") });
        const began = performance.now();
        await fetch(`${emulator.url}/none`, { headers: signed("s3") });
        assert.ok(performance.now() - began >= 9.5);
        const names = Array.from({ length: 40 }, (_, index) => `queue-${index}`);
        const made = await Promise.all(
            names.map((QueueName) => json(emulator.url, "sqs", "AmazonSQS.CreateQueue", { QueueName })),
        );
        assert.deepEqual([...new Set(made.map(({ status }) => status))], [200]);
    });

    it("announces the length of what it sends", async () => {
        const bucket = `${emulator.url}/lengths`;
        await fetch(bucket, { method: "PUT", headers: signed("s3") });
        await fetch(`${bucket}/a%2Fb`, { method: "PUT", headers: signed("s3"), body: "hällo" });
        const head = await fetch(`${bucket}/a%2Fb`, { method: "HEAD", headers: signed("s3") });
        const get = await fetch(`${bucket}/a%2Fb`, { headers: signed("s3") });
        assert.deepEqual([head.headers.get("content-length"), get.headers.get("content-length")], ["6", "6"]);
        assert.equal(await get.text(), "hällo");
    });

    it("takes an object of no length from a client that waits to be told to go on", async () => {
        const { port } = new URL(emulator.url);
        const status = await new Promise<number | undefined>((resolve, reject) => {
            const upload = request({
                ...{ host: "127.0.0.1", port, path: "/empty/object", method: "PUT", timeout: 10_000 },
                headers: { ...signed("s3"), "content-length": 0, expect: "100-continue" },
            });
            upload.on("response", (response) => resolve(response.resume().statusCode));
            upload.on("timeout", () => upload.destroy(new Error("no answer")));
            upload.on("error", reject);
            upload.end();
        });
        assert.equal(status, 404, "there is no such bucket, and that is an answer");
    });

    it("keeps accounts and regions apart", async () => {
        const create = async (QueueName: string, options: object) =>
            (await json(emulator.url, "sqs", "AmazonSQS.CreateQueue", { QueueName }, options)).json();
        const list = async (options: object) =>
            (
                (await (await json(emulator.url, "sqs", "AmazonSQS.ListQueues", {}, options)).json()) as {
                    QueueUrls?: string[];
                }
            ).QueueUrls?.map((url) => url.split("/").slice(-2).join("/"));
        await create("here", { region: "eu-west-1" });
        await create("there", { region: "eu-west-1", key: "444455556666" });
        assert.deepEqual(await list({ region: "eu-west-1" }), ["123456789012/here"]);
        assert.deepEqual(await list({ region: "eu-west-1", key: "444455556666" }), ["444455556666/there"]);
        const ids = (await inventory(emulator.url)).map(({ id }) => id);
        assert.ok(ids.includes("here") && ids.includes("there"));
    });

    it("writes no values into its log", async () => {
        const secret = "correct-horse-battery-staple";
        await json(emulator.url, "secretsmanager", "secretsmanager.CreateSecret", {
            Name: "s",
            SecretString: secret,
        });
        await json(emulator.url, "ssm", "AmazonSSM.PutParameter", {
            Name: "/p",
            Value: secret,
            Type: secret,
        });
        await json(emulator.url, "kms", "TrentService.ConnectCustomKeyStore", { CustomKeyStoreId: secret });
        await fetch(`${emulator.url}/lengths/x?x-id=${secret}&marker=${secret}`, { headers: signed("s3") });
        const log = await readFile(emulator.log, "utf8");
        assert.match(log, /CreateSecret/);
        assert.equal(log.includes(secret), false);
    });
});
