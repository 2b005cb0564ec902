import * as z from "zod";

import { PATH_PATTERN } from "../../../model/sitePaths";
import { reference, whole } from "../../values";

/** What a path of a site can lead to. */
export const PATH_KINDS = ["api", "service", "bucket", "media"] as const;

const target = reference(...PATH_KINDS);

const settings = z.strictObject({
    to: target.describe("Where they lead: api/<name>, service/<name>, bucket/<name> or media/<name>."),
    stripPrefix: z
        .boolean()
        .default(false)
        .describe(
            "Whether the target sees them without what stands before /*: /api/orders as /orders. It gets the rest as the header x-forwarded-prefix.",
        ),
    direct: z
        .boolean()
        .default(true)
        .describe(
            "Whether the service answers at its own address, too; false: it answers only what came through the site.",
        ),
    folder: z
        .string()
        .regex(/^[\w.-]+(\/[\w.-]+)*$/, 'a folder of the bucket such as "public", without slashes around it')
        .optional()
        .describe("Folder of the bucket that they lead to; default: the whole bucket."),
    cacheSeconds: whole(0, 31_536_000, "seconds")
        .optional()
        .describe(
            "How long CloudFront keeps objects of the bucket at most; default: as each object says, which is a day if it says nothing.",
        ),
});

/** Paths of a site that lead elsewhere, by path pattern. */
export const paths = z
    .record(
        z.string().regex(PATH_PATTERN, 'a path pattern such as "/api/*"'),
        z.union([target.transform((to) => settings.parse({ to })), settings], {
            error: "api/<name>, service/<name>, bucket/<name> or media/<name>, or a map with to",
        }),
    )
    .default({})
    .describe("Paths that lead elsewhere, by path pattern; the most exact match applies, before behaviors.");
