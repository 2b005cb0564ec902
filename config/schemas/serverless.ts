import * as z from "zod";

import type { TierDefaults } from "../defaults";
import { encrypted, environment, hostLabel, name, named, reference, uses, whole } from "../values";

const origin = z
    .string()
    .regex(/^https?:\/\/[a-z0-9.-]+(:\d+)?$/, 'an origin such as "https://shop.example.com", never "*"');

/** Buckets by name. */
export function buckets() {
    return named(
        z.strictObject({
            versioned: z.boolean().default(true).describe("Keep former versions of objects for 30 days."),
            expireDays: whole(1, 3650, "days").optional().describe("Days after which objects are deleted."),
            corsOrigins: z
                .array(origin)
                .default([])
                .describe("Origins whose pages may read and write objects."),
        }),
    );
}

/** Secrets by name. Without `generate` and `value` the secret is made empty, to be filled by hand. */
export function secrets() {
    return named(
        z
            .strictObject({
                description: z.string().max(2048).default("").describe("What the secret is for."),
                generate: whole(16, 128, "characters").optional().describe("Length of a random value."),
                value: encrypted
                    .optional()
                    .describe("The value; set it with pulumi config set --secret --path."),
            })
            .refine(({ generate, value }) => generate === undefined || value === undefined, {
                message: "either generate or value, not both",
            }),
    );
}

/** User directories by name. */
export function directories(tier: TierDefaults) {
    return named(
        z.strictObject({
            mfa: z.enum(["off", "optional", "required"]).default(tier.mfa).describe("Second factor (TOTP)."),
            minPasswordLength: whole(8, 99, "characters").default(14).describe("Shortest password."),
            selfSignUp: z.boolean().default(false).describe("Whether people may register themselves."),
            groups: z.array(name).default([]).describe("Groups of users."),
            callbackUrls: z
                .array(z.url({ protocol: /^https?$/, error: "an http or https URL" }))
                .default([])
                .describe("Where the hosted sign-in may send people back to."),
        }),
    );
}

/** Lambda functions by name. */
export function functions() {
    return named(
        z.strictObject({
            code: z.string().min(1).describe("Folder with the code, relative to the project."),
            handler: z
                .string()
                .regex(/^[\w./-]+\.\w+$/, 'file and export, such as "index.handler"')
                .default("index.handler")
                .describe("File and exported function."),
            runtime: z
                .enum(["nodejs22.x", "nodejs24.x", "python3.13", "python3.14"])
                .default("nodejs22.x")
                .describe("Lambda runtime."),
            memoryMib: whole(128, 10240, "MiB").default(256).describe("Memory; CPU grows with it."),
            timeoutSeconds: whole(1, 900, "seconds").default(10).describe("Longest run."),
            reservedConcurrency: whole(0, 1000, "executions").optional().describe("Concurrent runs at most."),
            environment: environment.describe("Plain environment variables."),
            uses: uses("database", "bucket", "secret", "directory", "api", "service").describe(
                "What it uses.",
            ),
        }),
    );
}

const METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY";
const route = z
    .string()
    .regex(
        new RegExp(`^(\\$default|(${METHODS}) /[\\w./{}+-]*)$`),
        `a route such as "GET /orders/{id}" (methods ${METHODS.replaceAll("|", ", ")}) or "$default"`,
    );
const target = name.describe("Name of a function.");

/** HTTP APIs by name. */
export function apis() {
    return named(
        z.strictObject({
            routes: z
                .record(
                    route,
                    z.union([
                        target.transform((functionName) => ({ function: functionName, public: false })),
                        z.strictObject({
                            function: target,
                            public: z.boolean().default(false).describe("Whether callers need no token."),
                        }),
                    ]),
                )
                .describe("Functions by route; a caller needs a token unless the route is public."),
            authorizer: reference("directory").describe("The user directory whose tokens are accepted."),
            corsOrigins: z.array(origin).default([]).describe("Origins whose pages may call the API."),
            rateLimit: whole(1, 10000, "requests a second")
                .default(100)
                .describe("Requests a second on average."),
            burstLimit: whole(1, 5000, "requests").default(200).describe("Requests at once."),
            subdomain: hostLabel
                .optional()
                .describe("Label in front of the stack's domain; default: the name."),
        }),
    );
}
