import * as z from "zod";

import { hostName } from "../../values";

/** What makes the records of a domain. */
export const DNS = ["route53", "elsewhere"] as const;

/** DNS zone and certificates of everything public. */
export const domain = z
    .union([
        z.literal("none"),
        z.strictObject({
            name: hostName
                .max(64, "a domain name of at most 64 characters, as certificates have them")
                .describe("Everything public is a name in this zone."),
            zoneId: z
                .string()
                .regex(/^Z[A-Z0-9]{3,31}$/, "the id of a Route 53 zone, such as Z0123456789ABC")
                .optional()
                .describe(
                    "Id of an existing public zone, of the domain or one above it; when absent, the stack makes the zone.",
                ),
            dns: z
                .enum(DNS)
                .default("route53")
                .describe(
                    "Where the domain's records are: in Route 53, or elsewhere; then output dnsRecords lists those to make.",
                ),
            certificate: z
                .string()
                .regex(/^existing:certificate\/[a-z0-9-]+$/, "existing:certificate/<name>")
                .optional()
                .describe(
                    "Certificate that exists, as existing:certificate/<name>; default: the stack makes one.",
                ),
            queryLogs: z
                .boolean()
                .default(false)
                .describe("Whether questions to the stack's own zone are logged, in us-east-1."),
            dnssec: z
                .boolean()
                .default(false)
                .describe(
                    "Whether the stack's own zone is signed; output dsRecord is then for the domain above.",
                ),
        }),
    ])
    .default("none")
    .transform((given) => (given === "none" ? undefined : given))
    .describe('DNS zone and certificates of the public addresses, or "none" for AWS\'s own names.');
