import * as z from "zod";

import { PARAMETER_TYPES } from "../../../model/choices";
import { encrypted, named, SecretValue } from "../../values";
import { parameterPath } from "./givenNames";

/** Bytes of a standard parameter: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
export const MAX_PARAMETER = 4096;

const item = z
    .string("text; put numbers and booleans in quotes")
    .min(1, "text of at least one character")
    // SSM would look for a value elsewhere, or refuse it.
    .refine((given) => !/\{\{/.test(given), "text without {{, which stands for another parameter");

const value = z.union([
    item,
    z
        .array(item.regex(/^[^,]+$/, "text without commas, which separate the entries"))
        .min(1, "at least 1 entry"),
    encrypted,
]);

type Given = z.output<typeof value>;

const textOf = (given: Given): string => {
    if (given instanceof SecretValue) return given.reveal();
    return typeof given === "string" ? given : given.join(",");
};

/** Parameters by name. Without `value` one is made with a placeholder, to be filled by hand. */
export function parameters() {
    return named(
        z
            .strictObject({
                name: parameterPath
                    .optional()
                    .describe(
                        "Its path, with {stack} and {project} in it; it cannot change later. Default: /{project}/{stack}/<key>.",
                    ),
                description: z.string().max(1024).default("").describe("Purpose of the parameter."),
                type: z
                    .enum(PARAMETER_TYPES)
                    .optional()
                    .describe(
                        "Type; default: String with a text as value, StringList with a list, and SecureString without a value.",
                    ),
                value: value
                    .optional()
                    .describe(
                        "The value: text, a list of texts, or an encrypted value; default: filled by hand (plumb secret set).",
                    ),
            })
            .refine(
                ({ value: given }) =>
                    given === undefined || Buffer.byteLength(textOf(given)) <= MAX_PARAMETER,
                {
                    message: `at most ${MAX_PARAMETER} bytes, as a standard parameter takes them`,
                    path: ["value"],
                },
            )
            .refine(({ type, value: given }) => !(given instanceof SecretValue) || type === "SecureString", {
                message: "SecureString with an encrypted value, which the others would show",
                path: ["type"],
            })
            .refine(
                ({ type, value: given }) => !Array.isArray(given) || (type ?? "StringList") === "StringList",
                {
                    message: "StringList with a list as value",
                    path: ["type"],
                },
            )
            .refine(({ type, value: given }) => type !== "SecureString" || typeof given !== "string", {
                message:
                    "an encrypted value with type SecureString (pulumi config set --secret --path), or none, to be filled by hand",
                path: ["value"],
            })
            .transform(({ type, ...rest }) => ({ ...rest, type: type ?? typeOf(rest.value) })),
    );
}

function typeOf(given: Given | undefined): (typeof PARAMETER_TYPES)[number] {
    if (given === undefined) return "SecureString";
    return Array.isArray(given) ? "StringList" : "String";
}
