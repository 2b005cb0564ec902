import * as z from "zod";

import { name } from "../../values";

/** Cognito's own sender: https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
const OWN_LIMIT = 50;

const identity = z
    .string()
    .regex(
        /^([^\s<>@]+@)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
        "a domain such as shop.example.com, or an e-mail address",
    );

/** "Shop <no-reply@shop.example.com>" or the address alone. */
export const sender = z
    .string()
    .regex(/^([^<>@]+ <)?[^\s<>@]+@[^\s<>@]+>?$/, 'an address such as "Shop <no-reply@shop.example.com>"')
    .refine(
        (given) => given.includes("<") === given.endsWith(">"),
        'an address such as "Shop <no-reply@shop.example.com>", with both brackets or none',
    )
    .refine(
        (given) =>
            /^("[\x20\x21\x23-\x5b\x5d-\x7e]+" <|[^"(),:;\\[\]]*$)/.test(given) &&
            /^[\x20-\x7e]+$/.test(given),
        'an address whose name is in quotes if it has commas or the like, and has ASCII characters only: "\\"Shop, Inc.\\" <a@example.com>", or "=?UTF-8?Q?M=C3=BCller?= <a@example.com>"',
    );

/** Sender of the e-mails of user directories. */
export const email = z
    .union([
        z.literal("none"),
        z.strictObject({
            through: name
                .optional()
                .describe("Name of an entry of plumbline:emails, through which they are sent."),
            identity: identity
                .optional()
                .describe(
                    "Instead of that: domain or address that is verified in SES, in the stack's region and account, out of the sandbox.",
                ),
            from: sender
                .optional()
                .describe("Sender, of that domain or address; default: that of the entry."),
            replyTo: z
                .email("an e-mail address")
                .optional()
                .describe("Where answers go; default: the sender."),
            configurationSet: z
                .string()
                .regex(/^[\w-]{1,64}$/, "the name of a configuration set of SES")
                .optional()
                .describe("With an identity: configuration set of SES, which counts bounces and complaints."),
        }),
    ])
    .default("none")
    .transform((given) => (given === "none" ? undefined : given))
    .describe(
        `Sender of the e-mails of user directories through SES: an entry of plumbline:emails, or what exists; or "none" for Cognito's own, which sends ${OWN_LIMIT} a day.`,
    );

/** Warnings of stacks that let the public register, with Cognito's own sender. */
export function emailWarnings(
    stack: string,
    {
        tier,
        email: given,
        directories,
    }: {
        readonly tier: string;
        readonly email: object | undefined;
        readonly directories: Readonly<Record<string, { readonly selfSignUp: boolean }>>;
    },
): string[] {
    if (tier !== "prod" || given !== undefined) return [];
    return Object.entries(directories)
        .filter(([, { selfSignUp }]) => selfSignUp)
        .map(
            ([directory]) =>
                `Pulumi.${stack}.yaml: people register in plumbline:directories.${directory}, and Cognito sends ${OWN_LIMIT} e-mails a day by itself; set plumbline:email`,
        );
}
