import * as z from "zod";

import { encrypted, named, whole } from "../../values";

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_SECRET = 65_536;
/** Of a standard parameter: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
const MAX_PARAMETER = 4096;

/** Secrets by name. Without `generate` and `value` the secret is made empty, to be filled by hand. */
export function secrets() {
    return named(
        z
            .strictObject({
                description: z.string().max(2048).default("").describe("Purpose of the secret."),
                generate: whole(16, 128, "characters").optional().describe("Length of a random value."),
                value: encrypted
                    // Before the engine decrypts it, its text is empty.
                    .refine(
                        (given) => Buffer.byteLength(given.reveal()) <= MAX_SECRET,
                        `at most ${MAX_SECRET} bytes, as Secrets Manager takes them`,
                    )
                    .optional()
                    .describe("The value; set it with pulumi config set --secret --path."),
                rotateDays: whole(1, 1000, "days")
                    .optional()
                    .describe("Days between new random values; workloads get one when they start."),
                parameter: z
                    .string()
                    .regex(
                        /^(?!\/(aws|ssm)\b)(\/[\w.-]+){1,15}$/i,
                        'the path of a parameter, such as "/shop/prod/database-url", not below /aws or /ssm',
                    )
                    .max(1011, "at most 1011 characters")
                    .refine(
                        (given) => !/^\/(aws|ssm)\w/i.test(given),
                        'the path of a parameter that does not begin with "/aws" or "/ssm"',
                    )
                    .optional()
                    .describe("Parameter in SSM Parameter Store that holds the value too."),
            })
            .refine(({ generate, value }) => generate === undefined || value === undefined, {
                message: "either generate or value, not both",
            })
            .refine(({ generate, rotateDays }) => rotateDays === undefined || generate !== undefined, {
                message: "generate with rotateDays: only random values can be made anew",
            })
            .refine(
                ({ generate, value, parameter }) =>
                    parameter === undefined || generate !== undefined || value !== undefined,
                { message: "generate or value with parameter, which holds that value" },
            )
            .refine(
                ({ value, parameter }) =>
                    parameter === undefined || Buffer.byteLength(value?.reveal() ?? "") <= MAX_PARAMETER,
                { message: `a value of at most ${MAX_PARAMETER} bytes with parameter`, path: ["value"] },
            )
            .refine(({ parameter, rotateDays }) => parameter === undefined || rotateDays === undefined, {
                message: "either parameter or rotateDays: a parameter would keep the old value",
            }),
    );
}
