import * as z from "zod";

import { encrypted, name, named, whole } from "../../values";
import { givenName, parameterPath } from "./givenNames";
import { MAX_PARAMETER } from "./parameters";

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html */
const MAX_SECRET = 65_536;

/** Secrets by name. Without `generate` and `value` the secret is made empty, to be filled by hand. */
export function secrets() {
    return named(
        z
            .strictObject({
                name: givenName("secret"),
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
                parameter: parameterPath
                    .optional()
                    .describe("Path of a parameter in SSM Parameter Store that holds the value too."),
                rotate: z
                    .strictObject({
                        function: name.describe(
                            "Name of the function, which gets Secrets Manager's four steps.",
                        ),
                        days: whole(1, 1000, "days").describe("Days between new values."),
                    })
                    .optional()
                    .describe("New values by a function of this stack, such as of a third party's key."),
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
            .refine(
                ({ parameter, rotateDays, rotate }) =>
                    parameter === undefined || (rotateDays ?? rotate) === undefined,
                {
                    message: "either parameter or rotation: a parameter would keep the old value",
                },
            )
            .refine(({ rotateDays, rotate }) => rotateDays === undefined || rotate === undefined, {
                message: "either rotateDays or rotate: AWS calls one function",
            }),
    );
}
