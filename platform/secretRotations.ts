import type * as pulumi from "@pulumi/pulumi";

import { connectRotation } from "../components/secret";
import type { Statement } from "../components/support/iam";
import { valueOf } from "../components/support/values";

/** A secret that a function of the stack gives new values. */
export interface Rotated {
    /** Name of the secret. */
    readonly secret: string;
    /** Name of the function. */
    readonly function: string;
    readonly days: number;
}

type Secrets = Readonly<
    Record<string, { readonly rotate?: { readonly function: string; readonly days: number } | undefined }>
>;

/** The secrets of a stack that its functions give new values. */
export function rotatedSecrets(secrets: Secrets): Rotated[] {
    return Object.entries(secrets).flatMap(([secret, { rotate }]) => (rotate ? [{ secret, ...rotate }] : []));
}

/**
 * What a function may do to the secrets that it rotates, besides reading them, for which it uses them.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotating-secrets-required-permissions-function.html
 */
export function rotationStatements(
    secretArns: readonly pulumi.Input<string>[],
    { region, keyArn }: { readonly region: string; readonly keyArn: pulumi.Input<string> },
): Statement[] {
    if (secretArns.length === 0) return [];
    return [
        {
            actions: [
                "secretsmanager:DescribeSecret",
                "secretsmanager:PutSecretValue",
                "secretsmanager:UpdateSecretVersionStage",
            ],
            resources: secretArns,
        },
        {
            actions: ["kms:GenerateDataKey"],
            resources: [keyArn],
            conditions: { StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` } },
        },
    ];
}

/** Secrets and functions by name. */
interface Made {
    readonly secret: Readonly<
        Record<string, pulumi.Resource & { readonly secretArn: pulumi.Output<string> }>
    >;
    readonly function: Readonly<Record<string, { readonly functionName: pulumi.Output<string> }>>;
}

/** Has Secrets Manager call the functions that rotate secrets. Created after the functions, which use the secrets. */
export function connectRotations(
    secrets: Secrets,
    made: Made,
    { region, accountId }: { readonly region: string; readonly accountId: string },
): void {
    for (const { secret: name, function: functionName, days } of rotatedSecrets(secrets)) {
        const secret = valueOf(made.secret, name);
        const { functionName: called } = valueOf(made.function, functionName);
        connectRotation(
            name,
            `${name}-rotation`,
            { secretArn: secret.secretArn, functionName: called, days, region, accountId },
            { parent: secret },
        );
    }
}
