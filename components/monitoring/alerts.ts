import * as sns from "@pulumi/aws/sns";
import * as pulumi from "@pulumi/pulumi";

import { type Severity, SEVERITIES, type Source, SOURCES } from "../../model/severities";
import { type ChannelTopic, channelsBeside, openChannels } from "../support/channels";
import { Component } from "../support/component";
import { policyDocument, type Statement, tlsOnly } from "../support/iam";
import type { LogSettings } from "../support/logGroup";
import { createSlackChannel, type SlackChannel } from "./slackChannel";
import { hyphenated } from "../../model/names";

/** Recipients of some alerts. */
export interface AlertChannel {
    /** How urgent alerts are that it gets. @default all */
    readonly severities?: readonly Severity[];
    /** Whom alerts concern that it gets. @default all */
    readonly sources?: readonly Source[];
    /** Addresses; each has to confirm once. @default none */
    readonly emails?: readonly string[];
    /** Slack channel, see `notifySlack`. @default none */
    readonly slack?: SlackChannel | undefined;
    /** HTTPS address that takes messages of SNS and confirms its subscription, such as PagerDuty's. @default none */
    readonly webhook?: { reveal(): string } | undefined;
}

/** Arguments of {@link Alerts}. */
export interface AlertsArgs {
    readonly accountId: string;
    /** ARN of the KMS key that encrypts messages; its policy must let the publishers below use it. */
    readonly keyArn: pulumi.Input<string>;
    /** Addresses that get every alert; each has to confirm once. @default none */
    readonly emails?: readonly string[];
    /** Recipients of a part of the alerts by name, at most four: an alarm has five actions. @default none */
    readonly channels?: Readonly<Record<string, AlertChannel>> | undefined;
    /** Slack channel that gets every alert; with topics elsewhere, see `notifySlack`. @default none */
    readonly slack?: SlackChannel | undefined;
}

/** An encrypted topic for alerts, and its subscriptions. */
export class Alerts extends Component {
    readonly topicArn: pulumi.Output<string>;

    constructor(name: string, args: AlertsArgs, options?: pulumi.ComponentResourceOptions) {
        super("Alerts", name, options);
        this.topicArn = this.createTopic(name, args, args.emails);
        const channels = Object.entries(args.channels ?? {}).map(([channel, own]) => ({
            name: channel,
            topicArn: this.createChannel(`${name}-${channel}`, args, own),
            severities: own.severities ?? SEVERITIES,
            sources: own.sources ?? SOURCES,
        }));
        openChannels(this.topicArn, channels);
        if (args.slack) this.notifySlack({ slack: args.slack });
        this.registerOutputs({ topicArn: this.topicArn });
    }

    /** An encrypted topic; its ARN is known once its policy is in force, so that no alarm exists that may not publish. */
    private createTopic(
        name: string,
        { keyArn, accountId }: AlertsArgs,
        emails: readonly string[] = [],
    ): pulumi.Output<string> {
        const topic = new sns.Topic(name, { kmsMasterKeyId: keyArn }, this.child);
        const policy = new sns.TopicPolicy(
            name,
            {
                arn: topic.arn,
                policy: policyDocument([
                    ...publishers(accountId, topic.arn),
                    tlsOnly(["sns:Publish"], [topic.arn]),
                ]),
            },
            this.child,
        );
        for (const email of emails) {
            new sns.TopicSubscription(
                `${name}-${hyphenated(email)}`,
                { topic: topic.arn, protocol: "email", endpoint: email },
                this.child,
            );
        }
        return policy.arn;
    }

    private createChannel(
        name: string,
        args: AlertsArgs,
        { emails, webhook }: AlertChannel,
    ): pulumi.Output<string> {
        const topicArn = this.createTopic(name, args, emails);
        if (webhook) {
            new sns.TopicSubscription(
                `${name}-webhook`,
                {
                    topic: topicArn,
                    protocol: "https",
                    // It has the key of the service that is called.
                    endpoint: pulumi.secret(webhook.reveal()),
                    endpointAutoConfirms: true,
                },
                this.child,
            );
        }
        return topicArn;
    }

    /**
     * Sends alerts to Slack: all to one channel, and to those of channels what they take. Called at most once: a channel of
     * Slack has one configuration, which lists all topics.
     *
     * @param given the channel for all alerts, and those that the constructor got with their names
     * @param elsewhere topic of another region for all alerts, whose channels have the same names
     * @param logs retention of the errors, and a key of us-east-1, where they are written; without them none are
     */
    notifySlack(
        { slack, channels = {} }: Pick<AlertsArgs, "slack" | "channels">,
        elsewhere: pulumi.Input<string> = this.topicArn,
        logs?: LogSettings,
    ): void {
        const create = (suffix: string, channel: SlackChannel, ...topics: pulumi.Input<string>[]): void => {
            const name = `${this.name}${suffix}`;
            const configurationName = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
            createSlackChannel(name, configurationName, channel, [...new Set(topics)], logs, this.child);
        };
        if (slack) create("", slack, this.topicArn, elsewhere);
        const topicsOf = (channel: string): ChannelTopic["topicArn"][] =>
            [this.topicArn, elsewhere].flatMap((topic) =>
                channelsBeside(topic).flatMap(({ name, topicArn }) => (name === channel ? [topicArn] : [])),
            );
        for (const [channel, { slack: own }] of Object.entries(channels)) {
            if (own) create(`-${channel}`, own, ...topicsOf(channel));
        }
    }
}

/** AWS services that publish, each for this account only. */
function publishers(accountId: string, topicArn: pulumi.Output<string>): Statement[] {
    const publish = { actions: ["sns:Publish"], resources: [topicArn] };
    const ofAccount = { StringEquals: { "aws:SourceAccount": accountId } };
    return [
        {
            ...publish,
            sid: "Alarms",
            principals: { Service: ["cloudwatch.amazonaws.com"] },
            conditions: ofAccount,
        },
        {
            // https://docs.aws.amazon.com/cost-management/latest/userguide/budgets-sns-policy.html
            ...publish,
            sid: "Budgets",
            principals: { Service: ["budgets.amazonaws.com"] },
            conditions: { ...ofAccount, ArnLike: { "aws:SourceArn": `arn:aws:budgets::${accountId}:*` } },
        },
        {
            // https://docs.aws.amazon.com/cost-management/latest/userguide/ad-SNS.html
            ...publish,
            sid: "CostAnomalies",
            principals: { Service: ["costalerts.amazonaws.com"] },
            conditions: ofAccount,
        },
        {
            ...publish,
            sid: "Events",
            principals: { Service: ["events.amazonaws.com"] },
            conditions: { ArnLike: { "aws:SourceArn": `arn:aws:events:*:${accountId}:rule/*` } },
        },
    ];
}
