import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { after } from "../support/after";
import { keepInAccount } from "./secretPolicy";

/** Arguments of {@link createGeneratedSecret}. */
export interface GeneratedSecretArgs {
    /** The only account whose principals may read it: 12 digits. */
    readonly accountId: string;
    /** ARN of the KMS key that encrypts it. */
    readonly keyArn: pulumi.Input<string>;
    readonly description: string;
    /** Letters and digits that the value has. */
    readonly length: number;
    /** Any other number makes the value anew. @default 1 */
    readonly generation?: number | undefined;
    /** Content of the secret, made of the value. @default the value itself */
    readonly contents?: (value: pulumi.Output<string>) => pulumi.Output<string>;
    /** Whether a deleted secret can be restored for 30 days; otherwise it is gone at once. */
    readonly protect: boolean;
}

/** A random value, known to the state in encrypted form, and the secret that holds it for all others. */
export interface GeneratedSecret {
    /** Known once the secret holds the value, so that nothing is started that can't read it. */
    readonly secretArn: pulumi.Output<string>;
    readonly value: pulumi.Output<string>;
}

/** Generates a value and keeps it in Secrets Manager, for principals of one account. */
export function createGeneratedSecret(
    name: string,
    args: GeneratedSecretArgs,
    options: pulumi.CustomResourceOptions,
): GeneratedSecret {
    const { accountId, keyArn, description, length, protect, contents = (itself) => itself } = args;
    const { result } = new random.RandomPassword(
        name,
        { length, special: false, ...generation(args.generation) },
        options,
    );
    const value = pulumi.secret(result);
    const secret = new secretsmanager.Secret(
        name,
        { description, kmsKeyId: keyArn, recoveryWindowInDays: protect ? 30 : 0 },
        { ...options, protect },
    );
    keepInAccount(name, secret.arn, accountId, options);
    const version = new secretsmanager.SecretVersion(
        name,
        { secretId: secret.id, secretString: contents(value) },
        options,
    );
    return { secretArn: after(secret.arn, [version]), value };
}

/**
 * Makes a random value anew with every other number. The first has no mark, so that values from before there were
 * numbers stay the same.
 */
function generation(number = 1): { readonly keepers?: Readonly<Record<string, string>> } {
    return number === 1 ? {} : { keepers: { generation: String(number) } };
}
