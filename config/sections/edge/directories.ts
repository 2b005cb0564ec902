import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { hostLabel, judged, name, named, whole } from "../../values";
import { behindFirewall } from "./firewall";
import { otherReturn } from "../../syntax/addresses";
import { MFA } from "../../../model/choices";

const urls = z.array(judged(otherReturn, /^https?:\/\/[^#]+$/)).max(100, "at most 100 URLs");
const callbackUrls = urls.describe("URLs that the hosted sign-in may redirect to.");
const logoutUrls = urls.describe("URLs that it may redirect to after signing out.");

/** Where the hosted sign-in is: below the stack's domain, or below Cognito's. */
const signIn = z
    .strictObject({
        subdomain: hostLabel.optional().describe("Label in front of the stack's domain."),
        prefix: z
            .string()
            .regex(
                /^(?!.*(aws|amazon|cognito))[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
                "a prefix of lower-case letters, digits and hyphens, without aws, amazon and cognito",
            )
            .optional()
            .describe("In front of auth.<region>.amazoncognito.com; nobody else in the region has it."),
    })
    .refine(({ subdomain, prefix }) => (subdomain === undefined) !== (prefix === undefined), {
        message: "either subdomain or prefix",
    });

/** User directories by name. */
export function directories(tier: TierDefaults) {
    return named(
        z.strictObject({
            mfa: z.enum(MFA).default(tier.mfa).describe("Second factor (TOTP)."),
            minPasswordLength: whole(8, 99, "characters")
                .default(defaults.userDirectory.minPasswordLength)
                .describe("Shortest password."),
            selfSignUp: z.boolean().default(false).describe("Whether people may register themselves."),
            groups: z.array(name).default([]).describe("Groups of users."),
            signIn: signIn.optional().describe("Where the hosted sign-in is; default: there is none."),
            callbackUrls: callbackUrls.default([]),
            logoutUrls: logoutUrls.default([]),
            clients: named(
                z.strictObject({
                    callbackUrls: callbackUrls.default([]),
                    logoutUrls: logoutUrls.default([]),
                }),
            ).describe("More clients by name, such as a mobile app, beside the first one."),
            threatProtection: z
                .enum(["off", "audit", "enforced"])
                .default(defaults.userDirectory.threatProtection)
                .describe(
                    "Cognito's threat protection; other than off it needs the Plus plan, billed by user.",
                ),
            firewall: behindFirewall,
        }),
    );
}
