import * as z from "zod";

import { SINGLETON_MODES } from "../../../model/singleton";
import type { TierDefaults } from "../../tierDefaults";
import { label, named } from "../../values";

const usd = z
    .number("US dollars")
    .min(1, "at least 1 US dollar")
    .max(1_000_000, "at most 1000000 US dollars");

/** Budgets of the account. */
export function budget(tier: TierDefaults) {
    return z
        .strictObject({
            monthlyUsd: usd
                .default(tier.budgetMonthlyUsd)
                .describe("Most that the account may cost, in US dollars a month."),
            emails: z
                .array(z.email("an e-mail address"))
                .max(10, "at most 10 addresses")
                .refine((emails) => new Set(emails).size === emails.length, "each address once")
                .default([])
                .describe("Recipients besides those of alerts."),
            parts: named(
                z.strictObject({
                    monthlyUsd: usd.describe("US dollars a month."),
                    services: z
                        .array(label)
                        .min(1, "at least one service")
                        .describe('Services as the bill calls them, such as "AWS CodePipeline".'),
                }),
            ).describe("Budgets of parts, within the whole."),
            anomalies: z
                .strictObject({
                    mode: z
                        .enum(SINGLETON_MODES)
                        .default(tier.singletons)
                        .describe(
                            "The account's one monitor of services: create, adopt what exists, or skip.",
                        ),
                    monitorArn: z
                        .string()
                        .regex(
                            /^arn:aws[a-z-]*:ce::\d{12}:anomalymonitor\/[\w-]+$/,
                            "the ARN of an anomaly monitor",
                        )
                        .optional()
                        .describe("The monitor to adopt."),
                    minimumUsd: usd.default(20).describe("US dollars that an anomaly must amount to."),
                })
                .refine(({ mode, monitorArn }) => (mode === "adopt") === (monitorArn !== undefined), {
                    message: "monitorArn with mode adopt, and with no other mode",
                })
                .prefault({})
                .describe("Spending that is out of line."),
            costAllocationTags: z
                .array(label)
                .default([])
                .describe(
                    "Tags that the bill is split by; only in an account that pays for itself or for others.",
                ),
        })
        .prefault({})
        .describe("Budgets of the account, and their recipients.");
}
