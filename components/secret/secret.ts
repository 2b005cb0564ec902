import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as ssm from "@pulumi/aws/ssm";
import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";

import { after } from "../support/after";
import { Component } from "../support/component";
import type { Link, Linkable } from "../support/link";
import { secretLink } from "./secretLink";
import { keepInAccount } from "./secretPolicy";

/** Arguments of {@link Secret}. */
export interface SecretArgs {
    /** The only account whose principals may use the secret: 12 digits. */
    readonly accountId: string;
    /** Name in AWS, for what relies on it; it cannot change later. @default the component's, and random digits */
    readonly name?: string | undefined;
    /** Description of the secret. @default none */
    readonly description?: string;
    /** ARN of the KMS key that encrypts the secret. */
    readonly keyArn: pulumi.Input<string>;
    /** Length in characters of a random value. @default no random value */
    readonly generate?: number | undefined;
    /**
     * The value.
     * @default none: the secret is made empty, to be filled by hand before a service or server that uses it starts
     */
    readonly value?: { reveal(): string } | undefined;
    /**
     * Makes a random value anew every so many days, the first time at once: what the state holds, encrypted, is
     * worth nothing from then on. @default the value stays
     */
    readonly rotation?: { readonly functionArn: pulumi.Input<string>; readonly days: number } | undefined;
    /**
     * Whether a function of the application's own gives it new values: the first value must not become the current one
     * again, and a container reads it anew. @default false
     */
    readonly rotatesElsewhere?: boolean;
    /** Path of a parameter in SSM Parameter Store that holds the value too, for what reads parameters. @default none */
    readonly parameter?: string | undefined;
    /** Whether a deleted secret can be restored for 30 days; otherwise it is gone at once. @default true */
    readonly protect?: boolean;
}

/** A secret in Secrets Manager: random, given, or filled by hand. Workloads get its ARN, never its value. */
export class Secret extends Component implements Linkable {
    /** Known once the secret has a value, unless that is filled in by hand. */
    readonly secretArn: pulumi.Output<string>;

    private readonly keyArn: pulumi.Input<string>;
    private readonly rotates: boolean;

    constructor(name: string, args: SecretArgs, options?: pulumi.ComponentResourceOptions) {
        super("Secret", name, options);
        const protect = args.protect ?? true;
        const secret = new secretsmanager.Secret(
            name,
            {
                ...(args.name === undefined ? {} : { name: args.name }),
                ...(args.description ? { description: args.description } : {}),
                kmsKeyId: args.keyArn,
                recoveryWindowInDays: protect ? 30 : 0,
            },
            { ...this.child, protect },
        );
        keepInAccount(name, secret.arn, args.accountId, this.child);
        const value = this.initialValue(args);
        this.keyArn = args.keyArn;
        this.rotates = args.rotation !== undefined || args.rotatesElsewhere === true;
        this.secretArn =
            value === undefined ? secret.arn : after(secret.arn, [this.fill(secret, value, args)]);
        this.registerOutputs({ secretArn: this.secretArn });
    }

    /** `SECRET_<NAME>` for containers, `SECRET_<NAME>_ARN` for functions, and for containers if it rotates. */
    link(): Link {
        const { secretArn: arn, keyArn, rotates } = this;
        return secretLink(this.name, { arn, keyArn, ...(rotates ? { rotates } : {}) });
    }

    private initialValue({ generate, value }: SecretArgs): pulumi.Output<string> | undefined {
        if (value !== undefined) return pulumi.secret(value.reveal());
        return generate === undefined
            ? undefined
            : new random.RandomPassword(this.name, { length: generate, special: false }, this.child).result;
    }

    private fill(
        secret: secretsmanager.Secret,
        value: pulumi.Output<string>,
        args: SecretArgs,
    ): secretsmanager.SecretVersion {
        const { rotation, parameter, keyArn } = args;
        const { rotates } = this;
        const version = new secretsmanager.SecretVersion(
            this.name,
            { secretId: secret.id, secretString: value },
            // Once it is rotated the first value is no longer the current one, and must not become it again.
            rotates ? { ...this.child, ignoreChanges: ["secretString", "versionStages"] } : this.child,
        );
        if (rotates) {
            const type = "aws:secretsmanager/secretVersion:SecretVersion";
            const byRotation = { type, name: this.name, by: "rotation" };
            this.delegations.push(
                // The first rotation comes with the deployment, and makes another version the current one.
                {
                    ...byRotation,
                    path: "versionStages[*]",
                    band: { oneOf: ["AWSPREVIOUS"] },
                    expected: true,
                },
                { ...byRotation, path: "secretString", band: { anything: true } },
                { ...byRotation, path: "versionStages", band: { anything: true } },
            );
        }
        if (rotation) {
            new secretsmanager.SecretRotation(
                this.name,
                {
                    secretId: secret.id,
                    rotationLambdaArn: rotation.functionArn,
                    rotationRules: { automaticallyAfterDays: rotation.days },
                    rotateImmediately: true,
                },
                { ...this.child, dependsOn: [version] },
            );
        }
        if (parameter !== undefined) {
            new ssm.Parameter(
                this.name,
                { name: parameter, type: "SecureString", keyId: keyArn, value },
                this.child,
            );
        }
        return version;
    }
}
