import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "./support/component";
import { policyDocument, tlsOnly } from "./support/iam";

/** Arguments of {@link Alerts}. */
export interface AlertsArgs {
    readonly accountId: string;
    /** ARN of the KMS key that encrypts messages; its policy must let CloudWatch use it. */
    readonly keyArn: pulumi.Input<string>;
    /** Addresses that get every alert; each has to confirm once. @default none */
    readonly emails?: readonly string[];
}

/** Where alarms go: one encrypted topic, and the people who listen. */
export class Alerts extends Component {
    readonly topicArn: pulumi.Output<string>;

    constructor(name: string, args: AlertsArgs, options?: pulumi.ComponentResourceOptions) {
        super("Alerts", name, options);
        const topic = new sns.Topic(name, { kmsMasterKeyId: args.keyArn }, this.child);
        const policy = new sns.TopicPolicy(
            name,
            {
                arn: topic.arn,
                policy: policyDocument([
                    {
                        sid: "Alarms",
                        actions: ["sns:Publish"],
                        resources: [topic.arn],
                        principals: { Service: ["cloudwatch.amazonaws.com"] },
                        conditions: { StringEquals: { "aws:SourceAccount": args.accountId } },
                    },
                    tlsOnly(["sns:Publish"], [topic.arn]),
                ]),
            },
            this.child,
        );
        for (const email of args.emails ?? []) {
            new sns.TopicSubscription(
                `${name}-${email.replace(/[^a-z0-9]+/gi, "-").toLowerCase()}`,
                { topic: topic.arn, protocol: "email", endpoint: email },
                this.child,
            );
        }
        // Known once the policy is in force, so that no alarm is made that may not speak.
        this.topicArn = policy.arn;
        this.registerOutputs({ topicArn: this.topicArn });
    }
}
