import * as z from "zod";

/** An ARN of one service, with the rest of it. */
const arn = (service: string, rest: string): string =>
    `arn:aws[a-z-]*:${service}:[a-z0-9-]*:(\\d{12})?:${rest}`;

/** Something that AWS knows by name or ARN. */
export function nameOrArn(name: string, service: string, rest: string, words: string): z.ZodString {
    return z.string(words).regex(new RegExp(`^(${name}|${arn(service, rest)})$`), words);
}

export const keyArn = z
    .string("the ARN of a KMS key")
    .regex(new RegExp(`^${arn("kms", "key/[\\w-]+")}$`), "the ARN of a KMS key")
    .optional();

export const securityGroupId = z
    .string("the id of a security group, such as sg-0123456789abcdef0")
    .regex(/^sg-[0-9a-f]{8,17}$/, "the id of a security group, such as sg-0123456789abcdef0");

export const secretName = nameOrArn(
    "[\\w/+=.@-]{1,512}",
    "secretsmanager",
    "secret:[\\w/+=.@-]+",
    "the name or ARN of a secret in Secrets Manager",
);

/** A name alone in place of a map with it: `projects: projects-prod`. */
export function orName<T extends z.ZodObject<{ name: z.ZodString }>>(settings: T) {
    const { name } = settings.shape;
    return z.union([name.transform((given) => settings.parse({ name: given }) as z.output<T>), settings]);
}
