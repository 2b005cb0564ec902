import type * as pulumi from "@pulumi/pulumi";

import { LineGraphMetricWidget, Metric, type Widget } from "../support/cloudwatch";
import type { AlarmArgs } from "../support/metrics";

/** The dimension of the reputation of a configuration set, by AWS. */
const REPUTATION_DIMENSION = "ses:configuration-set";

/** The dimension of its events: names that people choose have no colon. */
export const EVENT_DIMENSION = "configuration-set";

/** Events that SES counts in CloudWatch. Opened mails and clicked links are not: that would rewrite what is sent. */
export const EVENTS = {
    SEND: "Send",
    DELIVERY: "Delivery",
    BOUNCE: "Bounce",
    COMPLAINT: "Complaint",
    REJECT: "Reject",
    RENDERING_FAILURE: "RenderingFailure",
    DELIVERY_DELAY: "DeliveryDelay",
} as const;

/** Percentages above which alarms go off. */
export interface Reputation {
    readonly maxBouncePercent: number;
    readonly maxComplaintPercent: number;
}

/** Rates that recipients' answers lead to, between 0 and 1; SES publishes them while there is mail. */
const rate = (configurationSet: pulumi.Input<string>, name: "BounceRate" | "ComplaintRate"): Metric =>
    new Metric({
        namespace: "AWS/SES",
        name: `Reputation.${name}`,
        dimensions: { [REPUTATION_DIMENSION]: configurationSet },
        statistic: "Average",
        // https://docs.aws.amazon.com/ses/latest/dg/reputationdashboard-cloudwatch-alarm.html
        period: 3600,
    });

/**
 * Alarms before AWS does something: it puts accounts under review at 5 % bounces or 0.1 % complaints, and may stop them
 * sending at 10 % or 0.5 %. https://docs.aws.amazon.com/ses/latest/dg/reputation-dashboard-messages.html
 */
export function emailAlarms(
    name: string,
    configurationSet: pulumi.Input<string>,
    { maxBouncePercent, maxComplaintPercent }: Reputation,
): Record<string, AlarmArgs> {
    return {
        bounces: {
            metric: rate(configurationSet, "BounceRate"),
            threshold: maxBouncePercent / 100,
            periods: 1,
            description: `More than ${maxBouncePercent} % of the e-mails of email ${name} bounce: AWS reviews accounts at 5 %, and may stop them sending at 10 %. Stop what sends to addresses that nobody confirmed.`,
        },
        complaints: {
            metric: rate(configurationSet, "ComplaintRate"),
            threshold: maxComplaintPercent / 100,
            periods: 1,
            description: `More than ${maxComplaintPercent} % of the e-mails of email ${name} are called spam: AWS reviews accounts at 0.1 %, and may stop them sending at 0.5 %. Stop what sends to people who did not ask for it.`,
        },
    };
}

/** Widgets of an e-mail domain. */
export function emailWidgets(configurationSet: pulumi.Input<string>): Widget[] {
    const count = (event: keyof typeof EVENTS): Metric =>
        new Metric({
            namespace: "AWS/SES",
            name: EVENTS[event],
            dimensions: { [EVENT_DIMENSION]: configurationSet },
            statistic: "Sum",
            period: 300,
            label: EVENTS[event],
        });
    const graph = (title: string, ...metrics: Metric[]) =>
        new LineGraphMetricWidget({ title, width: 8, metrics });
    return [
        graph("E-mails", count("SEND"), count("DELIVERY")),
        graph(
            "E-mails that did not arrive",
            count("BOUNCE"),
            count("COMPLAINT"),
            count("REJECT"),
            count("RENDERING_FAILURE"),
            count("DELIVERY_DELAY"),
        ),
        graph(
            "Reputation (rates)",
            rate(configurationSet, "BounceRate").with({ label: "Bounces" }),
            rate(configurationSet, "ComplaintRate").with({ label: "Complaints" }),
        ),
    ];
}
