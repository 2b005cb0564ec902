import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { Component } from "./support/component";
import { type Link, type Linkable, variable } from "./support/link";

/** Arguments of {@link Secret}. */
export interface SecretArgs {
    readonly description?: string;
    /** ARN of the KMS key that encrypts the secret. */
    readonly keyArn: pulumi.Input<string>;
    /** Length in characters of a random value. @default no random value */
    readonly generate?: number | undefined;
    /** The value. @default none: the secret is made empty, to be filled by hand */
    readonly value?: { reveal(): string } | undefined;
    /** Whether a deleted secret can be restored for 30 days; otherwise it is gone at once. @default true */
    readonly protect?: boolean;
}

/** A secret in Secrets Manager: random, given, or filled by hand. Workloads get its ARN, never its value. */
export class Secret extends Component implements Linkable {
    readonly secretArn: pulumi.Output<string>;

    private readonly keyArn: pulumi.Input<string>;

    constructor(name: string, args: SecretArgs, options?: pulumi.ComponentResourceOptions) {
        super("Secret", name, options);
        const protect = args.protect ?? true;
        const secret = new secretsmanager.Secret(
            name,
            {
                ...(args.description ? { description: args.description } : {}),
                kmsKeyId: args.keyArn,
                recoveryWindowInDays: protect ? 30 : 0,
            },
            { ...this.child, protect },
        );
        const secretString = this.initialValue(args);
        if (secretString !== undefined) {
            new secretsmanager.SecretVersion(name, { secretId: secret.id, secretString }, this.child);
        }
        this.keyArn = args.keyArn;
        this.secretArn = secret.arn;
        this.registerOutputs({ secretArn: this.secretArn });
    }

    /** `SECRET_<NAME>` for containers, `SECRET_<NAME>_ARN` for functions. */
    link(): Link {
        return { secrets: { [variable("secret", this.name)]: { arn: this.secretArn, keyArn: this.keyArn } } };
    }

    private initialValue({ generate, value }: SecretArgs): pulumi.Output<string> | undefined {
        if (value !== undefined) return pulumi.secret(value.reveal());
        return generate === undefined
            ? undefined
            : new random.RandomPassword(this.name, { length: generate, special: false }, this.child).result;
    }
}
