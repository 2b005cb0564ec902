import * as z from "zod";

import * as defaults from "../../../model/defaults";
import {
    canaryPath,
    functionName,
    generation,
    hostLabel,
    judged,
    name,
    named,
    origin,
    reference,
    whole,
} from "../../values";
import { otherRoute } from "../../syntax/routes";
import { behindFirewall } from "./firewall";
import { priceClass } from "./sites";
import type { TierDefaults } from "../../tierDefaults";

/** A user pool that somebody else has made. */
const existingDirectory = z.string().regex(/^existing:directory\/[a-z0-9-]+$/, "existing:directory/<name>");

const route = judged(otherRoute, /^(\$default|[A-Z]+ \/[\w./{}+:-]*)$/);
const target = functionName.describe("Name of a function.");

/** An authorizer: a directory, IAM, or a name from `authorizers`. */
const authorizer = z.union([reference("directory"), existingDirectory, name], {
    error: "directory/<name>, existing:directory/<name>, iam, or a name from authorizers",
});

const rateLimit = whole(1, 10000, "requests a second");
const burstLimit = whole(1, 5000, "requests");

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-quotas.html */
const MOST_SCOPES = 10;
const MOST_AUDIENCES = 50;

const routeSettings = z
    .strictObject({
        function: target,
        public: z.boolean().default(false).describe("Whether callers need no token."),
        authorizer: authorizer.optional().describe("Authorizer of the route; default: the API's."),
        scopes: z
            .array(z.string().min(1))
            .refine((given) => given.length <= MOST_SCOPES, `at most ${MOST_SCOPES} scopes`)
            .default([])
            .describe("Scopes of which a token must have one."),
        rateLimit: rateLimit.optional().describe("Requests a second on average; default: the API's."),
        burstLimit: burstLimit.optional().describe("Requests at once; default: the API's."),
    })
    .refine((settings) => !(settings.public && (settings.authorizer ?? settings.scopes.length > 0)), {
        message: "false with an authorizer or scopes",
        path: ["public"],
    });

const authorizers = z.union([
    z.strictObject({
        issuer: z.url({ protocol: /^https$/, error: "an https URL" }).describe("Issuer of the tokens (iss)."),
        audience: z
            .array(z.string().min(1))
            .min(1, "at least one audience")
            .refine((given) => given.length <= MOST_AUDIENCES, `at most ${MOST_AUDIENCES} audiences`)
            .describe("Accepted audiences (aud)."),
    }),
    z.strictObject({
        function: target,
        cacheSeconds: whole(0, 3600, "seconds")
            .default(defaults.functionAuthorizer.cacheSeconds)
            .describe("How long its answer holds for the same caller."),
        identity: z
            .array(
                z
                    .string()
                    .regex(
                        /^\$(request\.(header|querystring)|context|stageVariables)\.[\w.-]+$/,
                        'a source such as "$request.header.Authorization"',
                    ),
            )
            .min(1)
            .default(["$request.header.Authorization"])
            .describe("Identity sources: required in requests, and the key of cached answers."),
    }),
]);

/** HTTP APIs by name. */
export function apis(tier: TierDefaults) {
    return named(
        z
            .strictObject({
                routes: z
                    .record(
                        route,
                        z.union([
                            target.transform((functionName) =>
                                routeSettings.parse({ function: functionName }),
                            ),
                            routeSettings,
                        ]),
                    )
                    .describe("Functions by route; a caller needs a token unless the route is public."),
                authorizer: authorizer
                    .optional()
                    .describe(
                        "Authorizer of all routes: directory/<name>, existing:directory/<name>, iam, or a name from authorizers.",
                    ),
                authorizers: z
                    .record(
                        name.refine((given) => given !== "iam", "a name other than iam"),
                        authorizers,
                    )
                    .default({})
                    .describe("Issuers of tokens, and functions that decide, by name."),
                corsOrigins: z.array(origin).default([]).describe("Origins whose pages may call the API."),
                corsHeaders: z
                    .array(
                        z
                            .string()
                            .regex(/^[a-z][a-z0-9-]*$/, 'a header in small letters, such as "x-request-id"'),
                    )
                    .default([])
                    .describe("Headers, besides authorization and content-type, that those pages may send."),
                corsCredentials: z.boolean().default(false).describe("Whether those pages may send cookies."),
                rateLimit: rateLimit
                    .default(defaults.serverlessApi.rateLimit)
                    .describe("Requests a second on average."),
                burstLimit: burstLimit
                    .default(defaults.serverlessApi.burstLimit)
                    .describe("Requests at once."),
                subdomain: hostLabel
                    .optional()
                    .describe("Label in front of the stack's domain; default: the name."),
                mutualTls: z
                    .string()
                    .regex(/\.(pem|crt)$/, "a .pem file below the project")
                    .optional()
                    .describe("File with the CA certificates that sign client certificates (PEM)."),
                cdn: z
                    .boolean()
                    .default(false)
                    .describe("Whether callers reach it through CloudFront, where the firewall can stand."),
                originGeneration: generation.describe(
                    "Raise it to generate a new secret between CloudFront and the API; the previous one works until the next change.",
                ),
                canary: canaryPath
                    .optional()
                    .describe(
                        "Path that the API's canary requests, or none; default: the first public GET route without a parameter.",
                    ),
                priceClass: priceClass.default(tier.priceClass),
                firewall: behindFirewall,
                alarms: z
                    .strictObject({
                        serverErrorPercent: whole(0, 100, "percent")
                            .default(defaults.apiLimits.serverErrorPercent)
                            .describe("Share of 5xx answers."),
                        clientErrorPercent: whole(0, 100, "percent")
                            .default(defaults.apiLimits.clientErrorPercent)
                            .describe("Share of 4xx answers."),
                        latencyMilliseconds: whole(1, 30_000, "milliseconds")
                            .default(defaults.apiLimits.latencyMilliseconds)
                            .describe("Time within which 95 of 100 requests are answered."),
                    })
                    .prefault({})
                    .describe("Alarm thresholds."),
            })
            .refine(({ cdn, firewall }) => cdn || !firewall, {
                message:
                    "false without a cdn: a web application firewall cannot stand in front of an HTTP API; set cdn to true",
                path: ["firewall"],
            })
            // A firewall protects the CDN of an API, not the API itself.
            .transform((api) => ({ ...api, firewall: api.cdn ? api.firewall : false })),
    );
}
