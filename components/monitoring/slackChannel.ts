import * as chatbot from "@pulumi/aws/chatbot";
import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { after } from "../support/after";
import { policyDocument, serviceTrust } from "../support/iam";
import { logGroup, type LogSettings } from "../support/logGroup";
import { EDGE_REGION, inRegion } from "../support/regions";

/** A Slack channel; its workspace must have been authorised once, in the console of Amazon Q in chat applications. */
export interface SlackChannel {
    /** Such as T0123ABCD. */
    readonly workspaceId: string;
    /** Such as C0123ABCD. */
    readonly channelId: string;
}

/** The service is worldwide, but answers in few regions: https://docs.aws.amazon.com/general/latest/gr/chatbot.html */
const REGION = "us-east-2";

/** Permissions of the channel: read metrics, to show graphs of alarms, and change nothing. */
const LOOK = ["cloudwatch:Describe*", "cloudwatch:Get*", "cloudwatch:List*"];

/**
 * Shows the messages of topics in a Slack channel.
 *
 * @param configurationName its name in AWS, unique in the account
 * @param logs of its errors, which the service writes in us-east-1 only: retention, and a key of that region; without
 * them it writes none, as it would make the log group itself, without key and for ever
 */
export function createSlackChannel(
    name: string,
    configurationName: string,
    { workspaceId, channelId }: SlackChannel,
    topicArns: pulumi.Input<string>[],
    logs: LogSettings | undefined,
    options: pulumi.CustomResourceOptions,
): void {
    const role = new iam.Role(
        `${name}-slack`,
        { assumeRolePolicy: serviceTrust("chatbot.amazonaws.com") },
        options,
    );
    const permissions = new iam.RolePolicy(
        `${name}-slack`,
        // Metrics and alarms are read as a whole: these actions know no resource.
        { role: role.name, policy: policyDocument([{ actions: LOOK, resources: ["*"] }]) },
        options,
    );
    const group =
        logs &&
        logGroup(`${name}-slack`, logs, inRegion(EDGE_REGION, options), `/aws/chatbot/${configurationName}`);
    new chatbot.SlackChannelConfiguration(
        `${name}-slack`,
        {
            configurationName,
            slackTeamId: workspaceId,
            slackChannelId: channelId,
            iamRoleArn: after(role.arn, [permissions]),
            snsTopicArns: topicArns,
            guardrailPolicyArns: ["arn:aws:iam::aws:policy/CloudWatchReadOnlyAccess"],
            loggingLevel: group === undefined ? "NONE" : "ERROR",
            region: REGION,
        },
        group === undefined ? options : { ...options, dependsOn: [group] },
    );
}
