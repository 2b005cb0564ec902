import { createHash } from "node:crypto";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { after } from "./after";
import { generation } from "./generation";
import { keepInAccount } from "./secretPolicy";

/** What {@link createBasicAuth} takes. */
interface BasicAuthArgs {
    /** The only account whose principals may read it. */
    readonly accountId: string;
    readonly keyArn: pulumi.Input<string>;
    /** Any other number makes the password anew. @default 1 */
    readonly passwordGeneration?: number;
}

/** A name and a password that browsers ask for. */
export interface BasicAuth {
    /** ARN of the secret with `{"user", "password"}`, known once it holds them. */
    readonly secretArn: pulumi.Output<string>;
    /** SHA-256 of the `Authorization` header that they make. */
    readonly authorization: pulumi.Output<string>;
}

const USER = "preview";

/**
 * 32 random letters and digits (190 bits). A password of that kind cannot be found from its hash, so that the edge
 * function, whose code many people may read, can hold the hash; salt would add nothing.
 */
const LENGTH = 32;

/** Generates a password, keeps it in Secrets Manager for those who are to know it, and its hash for the edge. */
export function createBasicAuth(
    name: string,
    { accountId, keyArn, passwordGeneration }: BasicAuthArgs,
    options: pulumi.CustomResourceOptions,
): BasicAuth {
    const password = new random.RandomPassword(
        name,
        { length: LENGTH, special: false, ...generation(passwordGeneration) },
        options,
    ).result;
    const secret = new secretsmanager.Secret(
        name,
        { description: `Password that opens ${name}`, kmsKeyId: keyArn, recoveryWindowInDays: 0 },
        options,
    );
    keepInAccount(name, secret.arn, accountId, options);
    const version = new secretsmanager.SecretVersion(
        name,
        { secretId: secret.id, secretString: pulumi.jsonStringify({ user: USER, password }) },
        options,
    );
    const header = password.apply((word) => `Basic ${Buffer.from(`${USER}:${word}`).toString("base64")}`);
    return {
        secretArn: after(secret.arn, [version]),
        authorization: header.apply((value) => createHash("sha256").update(value).digest("hex")),
    };
}
