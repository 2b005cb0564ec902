import type * as pulumi from "@pulumi/pulumi";

import { type Link, variable } from "../support/link";

/** A topic, and the KMS key of its messages if it has one. */
export interface UsableTopic {
    readonly topicArn: pulumi.Input<string>;
    readonly keyArn: pulumi.Input<string> | undefined;
}

/** `TOPIC_<NAME>_ARN`; publishing. */
export function topicLink(name: string, { topicArn, keyArn }: UsableTopic): Link {
    return {
        environment: { [variable("topic", name, "arn")]: topicArn },
        statements: [
            { actions: ["sns:Publish"], resources: [topicArn] },
            // https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
            ...(keyArn === undefined
                ? []
                : [{ actions: ["kms:GenerateDataKey", "kms:Decrypt"], resources: [keyArn] }]),
        ],
    };
}
