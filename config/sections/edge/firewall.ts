import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { whole } from "../../values";

const country = z
    .string()
    .regex(/^[A-Z]{2}$/, 'a country by its two capital letters (ISO 3166-1), such as "DE"');

/** Where callers may be: some countries only, or all but some. */
export const countries = z.union(
    [
        z.strictObject({ allow: z.array(country).min(1).describe("The only countries.") }),
        z.strictObject({ block: z.array(country).min(1).describe("All countries but these.") }),
    ],
    { error: "a map with either allow or block: a list of countries by their two capital letters" },
);

const addresses = z
    .union([z.cidrv4(), z.cidrv6()], {
        error: 'a block of addresses in CIDR notation, such as "203.0.113.0/24" or "2001:db8::/32"',
    })
    .refine((block) => !block.endsWith("/0"), "a block of addresses smaller than /0");

/** Rule groups of AWS, and a rule in one of them. */
const managedRule = z
    .string()
    .regex(
        /^AWSManagedRules\w+\/\w+$/,
        'a rule group and one of its rules, such as "AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"',
    );

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
            countries: countries.optional().describe("Countries of callers; default: all."),
            blockedAddresses: z.array(addresses).default([]).describe("Addresses that are refused."),
            allowedAddresses: z
                .array(addresses)
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
