import * as z from "zod";

import { named } from "../../values";

const WORDS = "the domain of a certificate in ACM, such as shop.example.com or *.example.com, or its ARN";

const certificate = z
    .string(WORDS)
    .regex(
        /^((\*\.)?([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}|arn:aws[a-z-]*:acm:[a-z0-9-]+:\d{12}:certificate\/[\w-]+)$/,
        WORDS,
    );

export const existingCertificates = named(
    z.union([
        certificate.transform((given) => ({ regional: given, cloudFront: given })),
        z.strictObject({
            regional: certificate
                .optional()
                .describe("The one in the stack's region, of load balancer and APIs: its domain or ARN."),
            cloudFront: certificate
                .optional()
                .describe("The one in us-east-1, of sites, APIs with a CDN, and sign-in pages."),
        }),
    ]),
).describe(
    "Certificates (ACM) by name, for plumbline:domain.certificate; a domain alone stands for both places.",
);
