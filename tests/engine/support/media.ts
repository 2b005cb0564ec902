/** What serves a bucket's objects in an emulated stack, seen by those who sign and those who ask. */
import { createSign } from "node:crypto";
import { request } from "node:http";
import { PutObjectCommand, ListBucketsCommand, S3Client } from "@aws-sdk/client-s3";
import {
    GetSecretValueCommand,
    ListSecretsCommand,
    RotateSecretCommand,
    SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";

import { type Emulator, emulatorCredentials } from "../../../operations/emulator";

interface Key {
    readonly keyPairId: string;
    readonly privateKey: string;
    readonly next: { readonly keyPairId: string };
}

/** Sends a request, and gives status and body; of an error, its code. */
export type Ask = (headers?: Readonly<Record<string, string>>) => Promise<string>;

/** An object in the bucket of that name, and requests for it at `<name>.plumbline.localhost`. */
export async function mediaOf(emulator: Emulator, name: string) {
    const settings = {
        region: "us-east-1",
        endpoint: emulator.url,
        credentials: emulatorCredentials(emulator.directory),
        forcePathStyle: true,
    };
    const [s3, secrets] = [new S3Client(settings), new SecretsManagerClient(settings)];
    const { Buckets = [] } = await s3.send(new ListBucketsCommand({}));
    const bucket = Buckets.find((each) => each.Name?.startsWith(`${name}-`))?.Name;
    const { SecretList = [] } = await secrets.send(new ListSecretsCommand({}));
    const secret = { SecretId: SecretList.find((each) => each.Name?.startsWith(`${name}-signing`))?.ARN };
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: "2026/1.txt", Body: "0123456789" }));
    const host = `${name}.plumbline.localhost`;
    const keys = async (): Promise<Key> => {
        const { SecretString = "" } = await secrets.send(new GetSecretValueCommand(secret));
        return JSON.parse(SecretString) as Key;
    };
    const ask = async (path: string, headers: Readonly<Record<string, string>> = {}): Promise<string> =>
        new Promise((resolve, reject) => {
            const { port } = new URL(emulator.url);
            const sent = { host: `${host}:${port}`, ...headers };
            request({ host: "127.0.0.1", port, path, headers: sent }, (answer) => {
                let text = "";
                answer.setEncoding("utf8").on("data", (part: string) => (text += part));
                answer.on("end", () => {
                    const told = /<Code>(\w+)<\/Code>/.exec(text)?.[1] ?? text;
                    resolve(`${answer.statusCode} ${told}`);
                });
            })
                .on("error", reject)
                .end();
        });
    return {
        unsigned: async (path: string) => ask(path),
        /** Signs as workloads do, for five minutes. */
        async signed(path: string): Promise<Ask> {
            const { keyPairId, privateKey } = await keys();
            const end = Math.floor(Date.now() / 1000) + 300;
            const condition = { DateLessThan: { "AWS:EpochTime": end } };
            const policy = JSON.stringify({
                Statement: [{ Resource: `https://${host}${path}`, Condition: condition }],
            });
            const signature = createSign("RSA-SHA1")
                .update(policy)
                .sign(privateKey, "base64")
                .replaceAll("+", "-")
                .replaceAll("=", "_")
                .replaceAll("/", "~");
            const query = `Expires=${end}&Signature=${signature}&Key-Pair-Id=${keyPairId}`;
            return async (headers) => ask(`${path}?${query}`, headers);
        },
        /** The key that signed, the one that was to come next, and the one that signs after it. */
        async rotate(): Promise<readonly [before: string, next: string, now: string]> {
            const before = await keys();
            await secrets.send(new RotateSecretCommand(secret));
            const { keyPairId: now } = await keys();
            return [before.keyPairId, before.next.keyPairId, now];
        },
    };
}
