import { createHash } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";

import { createGeneratedSecret, type GeneratedSecretArgs } from "../secret";

/** Arguments of {@link createBasicAuth}. */
interface BasicAuthArgs extends Pick<GeneratedSecretArgs, "accountId" | "keyArn"> {
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

/** Generates a password, stores it in Secrets Manager for people, and gives its hash to the edge. */
export function createBasicAuth(
    name: string,
    { accountId, keyArn, passwordGeneration }: BasicAuthArgs,
    options: pulumi.CustomResourceOptions,
): BasicAuth {
    const { secretArn, value } = createGeneratedSecret(
        name,
        {
            accountId,
            keyArn,
            description: `Password that opens ${name}`,
            length: LENGTH,
            generation: passwordGeneration,
            contents: (password) => pulumi.jsonStringify({ user: USER, password }),
            protect: false,
        },
        options,
    );
    const header = value.apply((word) => `Basic ${Buffer.from(`${USER}:${word}`).toString("base64")}`);
    return {
        secretArn,
        authorization: header.apply((text) => createHash("sha256").update(text).digest("hex")),
    };
}
