import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { hostLabel, name, named, origin, whole } from "../../values";
import { behindFirewall, countries } from "./firewall";
import { priceClass } from "./sites";

/** Media by name: buckets behind CloudFront, for those who have a signature. */
export function media(tier: TierDefaults) {
    return named(
        z.strictObject({
            bucket: name.describe("Bucket of the stack whose objects are served; it stays private."),
            prefix: z
                .string()
                .regex(
                    /^[\w.~-]+(\/[\w.~-]+)*$/,
                    'a folder of the bucket such as "films/ready", without slashes at its ends',
                )
                .max(200, "at most 200 characters")
                .optional()
                .describe(
                    "Folder of the bucket that is served, and no part of addresses; default: all of it.",
                ),
            access: z
                .enum(["signed", "public"])
                .default("signed")
                .describe(
                    "Who may read: those with a URL or cookies that a workload has signed (signed), or everyone (public).",
                ),
            public: z
                .array(
                    z
                        .string()
                        .regex(
                            /^\/[\w/*?.$~-]{1,254}$/,
                            'a path pattern such as "/thumbnails/*" or "/*.vtt"',
                        ),
                )
                .default([])
                .describe("Path patterns that everyone may read, without a signature."),
            signing: z
                .strictObject({
                    rotateDays: whole(1, 1000, "days")
                        .default(defaults.signingKeys.rotateDays)
                        .describe("Days after which another key signs."),
                    urlDays: whole(1, 365, "days")
                        .default(defaults.signingKeys.urlDays)
                        .describe(
                            "Days for which URLs and cookies are signed at most: for so long a key that signs no more is accepted.",
                        ),
                })
                .prefault({})
                .describe("The keys that sign."),
            subdomain: hostLabel
                .optional()
                .describe("Label in front of the stack's domain; default: the name of the entry."),
            cacheSeconds: whole(1, 31_536_000, "seconds")
                .optional()
                .describe(
                    "How long CloudFront keeps objects at most; default: as each object says, otherwise a day.",
                ),
            corsOrigins: z
                .array(origin)
                .default([])
                .describe("Origins whose pages may read objects, with the cookies that sign requests."),
            countries: countries.optional().describe("Countries of viewers; default: all."),
            firewall: behindFirewall,
            priceClass: priceClass.default(tier.priceClass),
            accessLogs: z.boolean().default(true).describe("Whether CloudFront's access logs are kept."),
        }),
    );
}
