import * as z from "zod";

import { DMARC, SUPPRESSIONS } from "../../../model/choices";
import * as defaults from "../../../model/defaults";
import { EMAIL_SENDER } from "../../../model/sender";
import type { TierDefaults } from "../../tierDefaults";
import { hostLabel, hostName, named } from "../../values";
import { sender } from "./email";

/** The rates at which AWS may stop an account: https://docs.aws.amazon.com/ses/latest/dg/reputation-dashboard-messages.html */
const STOPS_AT = { bounces: 10, complaints: 0.5 } as const;

const percent = (most: number): z.ZodNumber =>
    z
        .number(`a percentage above 0, and of at most ${most}`)
        .gt(0, `above 0, and at most ${most} percent`)
        .lte(most, `at most ${most} percent, at which AWS may stop the account sending`);

/** Domains that send e-mail through SES, by name. */
export const emails = (tier: TierDefaults) =>
    named(
        z.strictObject({
            domain: hostName
                .optional()
                .describe(
                    "Domain of all senders; default: the stack's own. Records of one outside of it are an output, to be entered elsewhere.",
                ),
            from: sender
                .optional()
                .describe(`Sender that workloads are given; default: ${EMAIL_SENDER}@ the domain.`),
            senders: z
                .array(z.email("an e-mail address"))
                .default([])
                .describe(
                    "Other addresses that workloads may send as, and then no further ones; by default every address of the domain.",
                ),
            bounces: hostLabel
                .default(defaults.emailDomain.bounces)
                .describe("Label below the domain, for the name to which bounces go (MAIL FROM)."),
            dmarc: z
                .enum(DMARC)
                .default(tier.dmarc)
                .describe("What recipients should do with mail in the domain's name that SES did not send."),
            dmarcReports: z
                .array(z.email("an e-mail address"))
                .default([])
                .describe("Addresses that get the recipients' reports on such mail."),
            suppress: z
                .array(z.enum(SUPPRESSIONS))
                .default([...defaults.emailDomain.suppress])
                .describe("Why SES sends nothing more to an address."),
            maxBouncePercent: percent(STOPS_AT.bounces)
                .default(defaults.emailDomain.maxBouncePercent)
                .describe(
                    "Part of the mail that bounces, in percent, before an alarm goes off; AWS reviews accounts at 5.",
                ),
            maxComplaintPercent: percent(STOPS_AT.complaints)
                .default(defaults.emailDomain.maxComplaintPercent)
                .describe(
                    "Part that is called spam, in percent, before an alarm goes off; AWS reviews accounts at 0.1.",
                ),
        }),
    );
