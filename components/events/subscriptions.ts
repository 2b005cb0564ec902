import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import type { EventTarget } from "./target";

/** Messages of a topic. */
export interface TopicSource {
    /** Name within the target. */
    readonly name: string;
    readonly topicArn: pulumi.Input<string>;
    /**
     * Only messages that fit: https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html
     * @default all messages
     */
    readonly filter?: object | undefined;
    /** What the filter looks at: the message's attributes, or its body, which is JSON. @default "attributes" */
    readonly filterScope?: "attributes" | "body" | undefined;
    /** Give a queue the message alone, without SNS's own JSON around it. @default false */
    readonly raw?: boolean | undefined;
}

const SCOPES = { attributes: "MessageAttributes", body: "MessageBody" };

/** Subscribes a target to topics. SNS is refused unless the target's own policy names the topic. */
export function subscribe(
    name: string,
    sources: readonly TopicSource[],
    {
        protocol,
        arn,
        onFailure,
    }: Pick<EventTarget, "arn" | "onFailure"> & { readonly protocol: "lambda" | "sqs" },
    options: (source: TopicSource) => pulumi.CustomResourceOptions,
): void {
    for (const source of sources) {
        const { filter, filterScope = "attributes", raw = false } = source;
        new sns.TopicSubscription(
            `${name}-${source.name}`,
            {
                topic: source.topicArn,
                protocol,
                endpoint: arn,
                ...(protocol === "sqs" ? { rawMessageDelivery: raw } : {}),
                ...(filter === undefined
                    ? {}
                    : { filterPolicy: JSON.stringify(filter), filterPolicyScope: SCOPES[filterScope] }),
                ...(onFailure
                    ? { redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: onFailure.queueArn }) }
                    : {}),
            },
            options(source),
        );
    }
}
