import * as secretsmanager from "@pulumi/aws/secretsmanager";
import type * as pulumi from "@pulumi/pulumi";

import { policyDocument } from "../support/iam";

/** Keeps a secret to principals of one account, whatever others are allowed elsewhere. */
export function keepInAccount(
    name: string,
    secretArn: pulumi.Input<string>,
    accountId: string,
    options: pulumi.CustomResourceOptions,
): void {
    const policy = policyDocument([
        {
            sid: "OtherAccounts",
            effect: "Deny",
            actions: ["secretsmanager:*"],
            // In a secret's policy the resource `*` is the secret itself.
            resources: ["*"],
            principals: "*",
            conditions: {
                StringNotEquals: { "aws:PrincipalAccount": accountId },
                // Services act without an account of their own.
                Bool: { "aws:PrincipalIsAWSService": "false" },
            },
        },
    ]);
    new secretsmanager.SecretPolicy(name, { secretArn, policy, blockPublicPolicy: true }, options);
}
