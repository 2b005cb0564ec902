import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { judged, whole } from "../../values";
import { otherBlock } from "../../syntax/addresses";
import { otherCountry } from "../../syntax/countries";
import { RULE_GROUPS } from "../../../model/ruleGroups";

const country = judged(otherCountry, /^[A-Z]{2}$/);

/** Where callers may be: some countries only, or all but some. */
export const countries = z.union(
    [
        z.strictObject({ allow: z.array(country).min(1).describe("The only countries.") }),
        z.strictObject({ block: z.array(country).min(1).describe("All countries but these.") }),
    ],
    { error: "a map with either allow or block: a list of countries by their two capital letters" },
);

const addresses = judged(otherBlock, /^[\da-fA-F.:]+\/\d{1,3}$/);

/** Rule groups of AWS, and a rule in one of them. */
const managedRule = z
    .string()
    .regex(
        new RegExp(`^(${RULE_GROUPS.join("|")})/\\w+$`),
        `one of ${RULE_GROUPS.join(", ")} and one of its rules, such as "AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"`,
    );

/** Of one statement: https://docs.aws.amazon.com/waf/latest/APIReference/API_GeoMatchStatement.html */
const MOST_COUNTRIES = 50;

/** Of a set of addresses: https://docs.aws.amazon.com/waf/latest/developerguide/limits.html */
const MOST_ADDRESSES = 10_000;

/** The web application firewall of all public endpoints. */
export function firewall(tier: TierDefaults) {
    return z
        .strictObject({
            enabled: z
                .boolean()
                .default(tier.firewall)
                .describe("Whether sites, APIs behind a CDN, load balancer and directories are behind it."),
            rateLimit: whole(10, 2_000_000_000, "requests")
                .default(defaults.firewall.rateLimit)
                .describe("Requests that one address may make in five minutes."),
            sqlInjection: z.boolean().default(true).describe("AWS's rules against SQL injection."),
            countries: countries
                .refine(
                    (given) => ("allow" in given ? given.allow : given.block).length <= MOST_COUNTRIES,
                    `at most ${MOST_COUNTRIES} countries, which is what a rule of AWS WAF holds; for more, turn allow into block or the other way round, or use countries of the sites`,
                )
                .optional()
                .describe("Countries of callers; default: all."),
            blockedAddresses: z
                .array(addresses)
                .max(MOST_ADDRESSES, `at most ${MOST_ADDRESSES} blocks`)
                .default([])
                .describe("Addresses that are refused."),
            allowedAddresses: z
                .array(addresses)
                .max(MOST_ADDRESSES, `at most ${MOST_ADDRESSES} blocks`)
                .default([])
                .describe("The only addresses that may call; default: all."),
            countOnly: z
                .array(managedRule)
                .default([])
                .describe("Rules of AWS's groups that count matching requests instead of blocking them."),
        })
        .prefault({});
}

/** Whether the firewall protects this entry; default: `firewall.enabled`. */
export const behindFirewall = z
    .boolean()
    .optional()
    .describe("Whether the firewall stands in front of it; default: firewall.enabled.");
