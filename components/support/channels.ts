import * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as pulumi from "@pulumi/pulumi";

import { type Concern, type Taken, takes } from "../../model/severities";

/** A topic of its own for a part of the alerts. */
export interface ChannelTopic extends Taken {
    readonly name: string;
    readonly topicArn: pulumi.Output<string>;
}

/** Channels by the topic that gets every alert, which components are given. */
const channelsByTopic = new WeakMap<object, readonly ChannelTopic[]>();

/** Makes channels known to whatever publishes to the topic of all alerts. */
export function openChannels(topicArn: pulumi.Output<string>, channels: readonly ChannelTopic[]): void {
    channelsByTopic.set(topicArn, channels);
}

/** The channels that take what a message is about, beside the topic that gets every alert. */
export function channelsFor(topicArn: pulumi.Input<string>, concern: Concern): readonly ChannelTopic[] {
    return channelsBeside(topicArn).filter((channel) => takes(channel, concern));
}

/** All channels beside the topic that gets every alert. */
export function channelsBeside(topicArn: pulumi.Input<string>): readonly ChannelTopic[] {
    return typeof topicArn === "object" ? (channelsByTopic.get(topicArn) ?? []) : [];
}

/** Sends what a rule of EventBridge finds to the topic of all alerts, and to the channels that take it. */
export function tell(
    name: string,
    rule: cloudwatch.EventRule,
    topicArn: pulumi.Input<string>,
    concern: Concern,
    options: pulumi.CustomResourceOptions,
): void {
    new cloudwatch.EventTarget(name, { rule: rule.name, arn: topicArn }, options);
    for (const { name: channel, topicArn: arn } of channelsFor(topicArn, concern)) {
        new cloudwatch.EventTarget(`${name}-${channel}`, { rule: rule.name, arn }, options);
    }
}
