import * as z from "zod";

import type { TierDefaults } from "../../tierDefaults";
import { canaryPath, generation, hostLabel, hostName, named, origin, uses, whole } from "../../values";
import { otherOrigin } from "../../syntax/addresses";
import { behindFirewall, countries } from "./firewall";
import { paths } from "./sitePaths";
import { PRICE_CLASSES } from "../../../model/choices";

/** Characters of a path that need no encoding, and no quoting in the edge function. */
const path = z.string().regex(/^\/[\w./~%-]*$/, 'a path such as "/prices"');
const pathOrPrefix = z
    .string()
    .regex(/^\/[\w./~%-]*\*?$/, 'a path such as "/prices", or all paths below one such as "/blog/*"');
const redirectTarget = z
    .string()
    .regex(
        /^(\/|https:\/\/[a-z0-9.-]+)[\w./~%?=&-]*\*?$/,
        'a path or an https URL, with * for the rest of a path: "/articles/*" or "https://blog.example.com/*"',
    )
    .refine(
        (given) => !given.startsWith("https:") || isHost(given),
        'an https URL with a host that there can be, such as "https://blog.example.com/*"',
    );

function isHost(url: string): boolean {
    const host = /^https:\/\/([a-z0-9.-]+)/.exec(url)?.[1] ?? "";
    return otherOrigin(`https://${host}`) === undefined;
}

const zoneId = z.string().regex(/^Z[A-Z0-9]{3,31}$/, "the id of a Route 53 zone, such as Z0123456789ABC");

export const priceClass = z.enum(PRICE_CLASSES).describe("Parts of the world that CloudFront serves from.");

/** Host names that lead to the site's own. */
const redirectHost = z.union(
    [
        hostLabel,
        z.strictObject({
            host: hostName.describe("A host name outside the stack's domain."),
            zoneId: zoneId.describe("Id of the Route 53 zone that it is in."),
        }),
    ],
    { error: 'a label in front of the stack\'s domain such as "www", or a map with host and zoneId' },
);

/** Plain words for a header's value: no line ends. */
const headerValue = z.string().regex(/^[\x20-\x7e]{1,1024}$/, "up to 1024 printable characters");

/** Static sites by name. */
export function sites(tier: TierDefaults) {
    return named(
        z.strictObject({
            content: z.string().min(1).describe("Folder with the built site, relative to the project."),
            release: z
                .string()
                .regex(
                    /^[a-z0-9][a-z0-9.-]{0,63}$/,
                    "a release id of lower-case letters, digits, dots and hyphens",
                )
                .optional()
                .describe("Release to show; default: the content's own hash. An earlier one rolls back."),
            subdomain: hostLabel
                .optional()
                .describe("Label in front of the stack's domain; default: the domain itself."),
            redirectHosts: z
                .array(redirectHost)
                .default([])
                .describe("Other hosts that lead here: labels such as www, or hosts of another zone."),
            redirects: z
                .record(pathOrPrefix, redirectTarget)
                .default({})
                .describe("Permanent redirects (301), by path."),
            rewrites: z
                .record(pathOrPrefix, path)
                .default({})
                .describe("Rewrites: paths that return another file."),
            spa: z
                .boolean()
                .default(true)
                .describe(
                    "Paths that are neither a file nor a folder with a page of its own show index.html (a single-page application); a missing file is a 404.",
                ),
            errorPages: z
                .partialRecord(z.enum(["403", "404"], 'one of "403", "404"'), path)
                .default({})
                .describe("Pages for errors, by status, such as 404: /404.html; not for an application."),
            basicAuth: z
                .boolean()
                .default(false)
                .describe("Whether a name and a generated password are asked for; not in prod."),
            passwordGeneration: generation.describe("Raise it to generate a new password."),
            countries: countries.optional().describe("Countries of visitors; default: all."),
            firewall: behindFirewall,
            priceClass: priceClass.default(tier.priceClass),
            canary: canaryPath.default("/").describe("Path that the site's canary requests, or none."),
            accessLogs: z.boolean().default(true).describe("Whether CloudFront's access logs are kept."),
            behaviors: z
                .record(
                    z.string().regex(/^[\w/*?.$~-]{1,255}$/, 'a path pattern such as "*.jpg" or "/data/*"'),
                    z.strictObject({
                        cacheSeconds: whole(0, 31_536_000, "seconds")
                            .optional()
                            .describe(
                                "How long CloudFront keeps the files at most; default: as each file says, which is 300 if it is not immutable.",
                            ),
                        compress: z.boolean().default(true).describe("Whether they are sent compressed."),
                    }),
                )
                .default({})
                .describe("Cache behaviors by path pattern; the first match applies."),
            paths,
            originGeneration: generation.describe(
                "Raise it to generate a new secret between CloudFront and the services that paths lead to; the previous one works until the next change.",
            ),
            immutable: z
                .array(z.string().regex(/^\/.{0,1023}$/, 'a path pattern such as "/assets/*"'))
                .default([])
                .describe(
                    "Files that browsers may keep for ever, by path pattern, because their name changes with their content; default: scripts and stylesheets with a hash in their name, and files with a hash of their content in it.",
                ),
            headers: z
                .strictObject({
                    contentSecurityPolicy: headerValue
                        .optional()
                        .describe("Replaces the policy that connectSources and uses produce."),
                    frameOptions: z.enum(["DENY", "SAMEORIGIN"]).optional().describe("X-Frame-Options."),
                    referrerPolicy: z
                        .enum([
                            "no-referrer",
                            "origin",
                            "same-origin",
                            "strict-origin",
                            "strict-origin-when-cross-origin",
                        ])
                        .optional()
                        .describe("Referrer-Policy."),
                    permissionsPolicy: headerValue.optional().describe("Permissions-Policy."),
                })
                .prefault({})
                .describe("Security headers; all others have strict values."),
            corsOrigins: z.array(origin).default([]).describe("Origins whose pages may read its files."),
            settings: z
                .record(z.string().regex(/^[A-Za-z]\w*$/, "a member name such as newCheckout"), z.json())
                .default({})
                .describe("Plain members of the site's config.json, such as feature flags."),
            connectSources: z
                .array(
                    z
                        .string()
                        .regex(/^https:\/\/[a-z0-9.*-]+$/, 'an origin such as "https://api.example.com"'),
                )
                .default([])
                .describe("Other origins that the site's scripts may call (content security policy)."),
            uses: uses("api", "directory", "service", "media").describe(
                "APIs, directories, services and media whose addresses config.json contains.",
            ),
        }),
    );
}
