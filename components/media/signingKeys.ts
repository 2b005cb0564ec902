import { join } from "node:path";

import * as cloudfront from "@pulumi/aws/cloudfront";
import * as lambda from "@pulumi/aws/lambda";
import * as secretsmanager from "@pulumi/aws/secretsmanager";
import * as pulumi from "@pulumi/pulumi";

import * as defaults from "../../model/defaults";
import { OWN_RUNTIMES } from "../../model/runtimes";
import { functionWidgets, ServerlessFunction } from "../function";
import { connectRotation, keepInAccount } from "../secret";
import { after } from "../support/after";
import { Component } from "../support/component";
import type { Link } from "../support/link";
import type { LogSettings } from "../support/logGroup";
import type { DashboardRow, Logged, Monitored } from "../support/metrics";

/** Arguments of {@link SigningKeys}. */
export interface SigningKeysArgs {
    /** The only account whose principals may read the private key: 12 digits. */
    readonly accountId: string;
    readonly region: string;
    /** ARN of the KMS key that encrypts the private keys. */
    readonly keyArn: pulumi.Input<string>;
    /** Retention and key of the log of the function that makes the keys. */
    readonly logs: LogSettings;
    /** Days after which another key signs, 1 to 1000. @default 90 */
    readonly rotateDays?: number;
    /** Days for which a signature is used at most: for so long CloudFront knows a key that signs no more. @default 7 */
    readonly urlDays?: number;
    /** ARN of the topic that alarms publish to. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
    /** Whether a deleted secret can be restored for 30 days; otherwise it is gone at once. @default true */
    readonly protect?: boolean;
}

/** CloudFront tells groups and keys by their names, and has no ARNs of them. */
const KEY_ACTIONS = [
    "cloudfront:CreatePublicKey",
    "cloudfront:DeleteKeyGroup",
    "cloudfront:DeletePublicKey",
    "cloudfront:GetKeyGroup",
    "cloudfront:GetPublicKey",
    "cloudfront:ListKeyGroups",
    "cloudfront:ListPublicKeys",
    "cloudfront:UpdateKeyGroup",
];

/**
 * Keys that sign URLs and cookies of CloudFront. A function makes the key pairs, so that no private key passes the program
 * or its state: the private one goes to Secrets Manager, the public one to the key group that distributions trust. Secrets
 * Manager has it rotate them, without an outage: the key that comes next is in the group long before it signs, and a
 * former one for as long as what it has signed may be used.
 */
export class SigningKeys extends Component implements Monitored, Logged {
    /** Known once it has the keys: for a cache behavior's `trustedKeyGroups`. */
    readonly keyGroupId: pulumi.Output<string>;
    /** ARN of the secret with `keyPairId` and `privateKey`, known once it holds them. */
    readonly secretArn: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;

    private readonly functionName: pulumi.Output<string>;

    constructor(
        name: string,
        private readonly args: SigningKeysArgs,
        options?: pulumi.ComponentResourceOptions,
    ) {
        super("SigningKeys", name, options);
        const { rotateDays = defaults.signingKeys.rotateDays, urlDays = defaults.signingKeys.urlDays } = args;
        if (urlDays > rotateDays) {
            throw this.refusal(
                `urlDays ${urlDays} is not allowed; it must be at most rotateDays, which is ${rotateDays}, because a key group holds few former keys`,
            );
        }
        const groupName = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
        const secret = this.createSecret();
        const maker = this.createMaker(secret.arn, groupName, urlDays);
        const first = this.makeFirst(maker);
        const group = this.createGroup(groupName, first);
        const { functionName } = maker;
        const { region, accountId } = args;
        connectRotation(
            name,
            name,
            { secretArn: secret.arn, functionName, days: rotateDays, region, accountId, ready: [group] },
            this.child,
        );
        this.keyGroupId = group.id;
        this.secretArn = after(secret.arn, [first]);
        this.functionName = maker.functionName;
        this.logGroupName = maker.logGroupName;
        this.registerOutputs({
            keyGroupId: this.keyGroupId,
            secretArn: this.secretArn,
            logGroupName: this.logGroupName,
        });
    }

    /** The secret as `variable`; a workload reads it by its ARN, because it changes while it runs. */
    link(variable: string): Link {
        const { keyArn } = this.args;
        return { secrets: { [variable]: { arn: this.secretArn, keyArn, rotates: true } } };
    }

    dashboardRow(): DashboardRow {
        return { title: `Signing keys ${this.name}`, widgets: functionWidgets(this.functionName) };
    }

    private createSecret(): secretsmanager.Secret {
        const { accountId, keyArn, protect = true } = this.args;
        const secret = new secretsmanager.Secret(
            this.name,
            {
                description: `Private key that signs URLs and cookies: ${this.name}`,
                kmsKeyId: keyArn,
                recoveryWindowInDays: protect ? 30 : 0,
            },
            { ...this.child, protect },
        );
        keepInAccount(this.name, secret.arn, accountId, this.child);
        return secret;
    }

    /** The function that makes, rotates and removes keys. */
    private createMaker(
        secretArn: pulumi.Output<string>,
        groupName: string,
        urlDays: number,
    ): ServerlessFunction {
        const { accountId, region, keyArn, logs, alarmTopicArn } = this.args;
        return new ServerlessFunction(
            this.name,
            {
                accountId,
                region,
                logs,
                code: join(__dirname, "assets", "signingKeys"),
                runtime: OWN_RUNTIMES.rotation,
                // Primes of a key of 2048 bits take a second or two.
                memoryMib: 512,
                timeoutSeconds: 120,
                retries: 0,
                ownAlarms: true,
                ...(alarmTopicArn === undefined ? {} : { alarmTopicArn }),
                environment: {
                    SIGNING_SECRET_ARN: secretArn,
                    SIGNING_GROUP: groupName,
                    SIGNING_URL_DAYS: String(urlDays),
                },
                statements: [
                    { sid: "Keys", actions: KEY_ACTIONS, resources: ["*"] },
                    {
                        actions: [
                            "secretsmanager:DescribeSecret",
                            "secretsmanager:GetSecretValue",
                            "secretsmanager:PutSecretValue",
                            "secretsmanager:UpdateSecretVersionStage",
                        ],
                        resources: [secretArn],
                    },
                    {
                        actions: ["kms:Decrypt", "kms:GenerateDataKey"],
                        resources: [keyArn],
                        conditions: {
                            StringEquals: { "kms:ViaService": `secretsmanager.${region}.amazonaws.com` },
                        },
                    },
                ],
            },
            { parent: this },
        );
    }

    /** The first keys, made while the deployment waits. When the stack goes, the same call removes what CloudFront has. */
    private makeFirst(maker: ServerlessFunction): lambda.Invocation {
        return new lambda.Invocation(
            this.name,
            {
                functionName: maker.functionName,
                qualifier: maker.aliasName,
                input: JSON.stringify({}),
                lifecycleScope: "CRUD",
            },
            { ...this.child, dependsOn: [maker] },
        );
    }

    private createGroup(groupName: string, first: lambda.Invocation): cloudfront.KeyGroup {
        const byRotation = {
            type: "aws:cloudfront/keyGroup:KeyGroup",
            name: this.name,
            by: "rotation",
            band: { anything: true },
        } as const;
        this.delegations.push({ ...byRotation, path: "items" }, { ...byRotation, path: "items[*]" });
        return new cloudfront.KeyGroup(
            this.name,
            {
                name: groupName,
                comment: `Keys of ${this.name}, changed by its rotation`,
                items: first.result.apply((text) => (JSON.parse(text) as { readonly keys: string[] }).keys),
            },
            // What the rotation has put there must not be taken out again. The provider deletes a group in the version that
            // the state has, which a rotation changes: the call that made the keys removes them all.
            { ...this.child, ignoreChanges: ["items"], retainOnDelete: true },
        );
    }
}
