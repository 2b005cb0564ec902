import * as z from "zod";

import { SEVERITIES, SOURCES } from "../../../model/severities";
import { named, reference } from "../../values";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html, less the one for every alert. */
const MOST_CHANNELS = 4;

const slack = z.strictObject({
    workspaceId: z
        .string()
        .regex(/^T[0-9A-Z]{7,11}$/, "the id of a Slack workspace, such as T0123ABCD")
        .describe("Id of the workspace, which must be authorised once in the console."),
    channelId: z
        .string()
        .regex(/^[CG][0-9A-Z]{7,11}$/, "the id of a Slack channel, such as C0123ABCD")
        .describe("Id of the channel."),
});

const channel = z.strictObject({
    severities: z
        .array(z.enum(SEVERITIES))
        .min(1, "a list of at least one severity")
        .default([...SEVERITIES])
        .describe("How urgent alerts are that it gets."),
    sources: z
        .array(z.enum(SOURCES))
        .min(1, "a list of at least one source")
        .default([...SOURCES])
        .describe("Whom alerts concern that it gets: operations, security."),
    emails: z
        .array(z.email("an e-mail address"))
        .default([])
        .describe("Recipients; each address must confirm once."),
    slack: slack
        .optional()
        .describe("A Slack channel that gets them, through Amazon Q in chat applications."),
    webhook: reference("secret")
        .optional()
        .describe(
            "An entry of plumbline:secrets with a value: an HTTPS address that takes messages of SNS and confirms its subscription, such as PagerDuty's for CloudWatch.",
        ),
});

/** Recipients of alerts. */
export const alerts = () =>
    z
        .strictObject({
            emails: z
                .array(z.email("an e-mail address"))
                .default([])
                .describe("Recipients of every alert; each address must confirm once."),
            slack: slack
                .optional()
                .describe("A Slack channel that gets every alert, through Amazon Q in chat applications."),
            channels: named(channel)
                .refine(
                    (given) => Object.keys(given).length <= MOST_CHANNELS,
                    `at most ${MOST_CHANNELS} channels, because an alarm has five actions and one is for every alert`,
                )
                .describe("Recipients of a part of the alerts, by name."),
        })
        .prefault({})
        .describe("Recipients of alarms.");
