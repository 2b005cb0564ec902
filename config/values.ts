/** Value types of stack files: patterns, limits, and the words for them in messages. */
import * as z from "zod";

import { parseCidr } from "../model/cidr";
import * as defaults from "../model/defaults";
import { ACCESS, EXISTING, type Kind } from "../model/uses";
import { otherEndpoint, otherOrigin } from "./syntax/addresses";
import { otherRegion } from "./syntax/regions";
import { otherSchedule } from "./syntax/schedules";
import { otherTimeZone } from "./syntax/timeZones";

/** A value that must not be shown; only {@link SecretValue.reveal} gives it. */
export class SecretValue {
    readonly #value: string;

    constructor(value: string) {
        this.#value = value;
    }

    /** The secret itself: to be handed to `pulumi.secret` and nowhere else. */
    reveal(): string {
        return this.#value;
    }

    toString(): string {
        return "[secret]";
    }

    toJSON(): string {
        return "[secret]";
    }
}

/** A value that is encrypted in the stack file, as `secure: …`. */
export const encrypted = z
    .instanceof(SecretValue, {
        error: "an encrypted value: pulumi config set --secret --path 'plumbline:<key>.<name>.value' <value>",
    })
    .meta({ encrypted: true });

const pattern = (expression: RegExp, allowed: string): z.ZodString =>
    z.string(allowed).regex(expression, allowed);

/**
 * Text that a function judges: it returns the words for what is allowed instead.
 *
 * @param shape what editors can tell of it
 */
export function judged(other: (text: string) => string | undefined, shape?: RegExp): z.ZodString {
    const text = z.string(other("")).superRefine((given, context) => {
        const message = other(given);
        if (message !== undefined) context.addIssue({ code: "custom", message });
    });
    return shape === undefined ? text : text.meta({ pattern: shape.source });
}

/** The form of names, and of who makes what `uses` names. */
const NAME = "[a-z][a-z0-9]*(-[a-z0-9]+)*";

const nameOf = (length: number): z.ZodString =>
    pattern(
        new RegExp(`^${NAME}$`),
        'a name of lower-case letters, digits and single hyphens, such as "web" or "order-events"',
    ).max(length, `a name of at most ${length} characters`);

/** Names become part of resource names, which AWS limits to 32 characters in the tightest case. */
export const name = nameOf(20);

/** Functions have as many as Lambda allows: nothing of theirs is limited more tightly that is not cut to fit. */
export const functionName = nameOf(64);

/** A map of things by name. */
export const named = <T extends z.ZodType>(value: T, key = name): z.ZodDefault<z.ZodRecord<z.ZodString, T>> =>
    z.record(key, value).default({});

export const region = judged(otherRegion, /^[a-z]{2,4}(-[a-z]+)+-\d$/);
export const accountId = pattern(/^\d{12}$/, "an AWS account id: 12 digits, in quotes");
export const policyArn = pattern(
    /^arn:aws[a-z-]*:iam::(\d{12}|aws):policy\/[\w+=,.@/-]+$/,
    "the ARN of a policy",
);
export const label = pattern(
    /^[\w .:/=+@-]{1,256}$/,
    "1 to 256 letters, digits, spaces or any of _ . : / = + @ -",
);
export const hostName = pattern(
    /^(?=.{1,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
    'a domain name such as "shop.example.com"',
);
export const hostLabel = pattern(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'one label of a domain name, such as "www"',
);

/** Endpoint of an emulator: on this machine only, so that an emulated stack cannot reach AWS; as it names itself. */
export const loopback = judged(otherEndpoint, /^(none|http:\/\/127\.0\.0\.1:\d{2,5})$/);

/** A block for a network, in CIDR notation: private addresses, /16 to /21. */
export const networkBlock = z.string("an IPv4 block such as 10.0.0.0/16").superRefine((value, context) => {
    const complain = (message: string): void => {
        context.addIssue({ code: "custom", message });
    };
    try {
        const { prefix } = parseCidr(value);
        // AWS: /16 at the largest. An eighth of an eighth must hold a load balancer (27 bits): /21 at the smallest.
        if (prefix < 16 || prefix > 21)
            complain("a prefix from /16 to /21, with room for every zone and tier");
    } catch (error) {
        complain(error instanceof Error ? error.message : String(error));
    }
    if (!/^(10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.)/.test(value)) {
        complain("private addresses: a block in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16");
    }
});

export const reference = (...kinds: readonly (Kind | "server" | "task")[]): z.ZodString =>
    pattern(
        new RegExp(`^(${kinds.join("|")})/[a-z0-9-]+$`),
        `<kind>/<name>, the kind one of ${kinds.join(", ")}`,
    );

/**
 * References, each with the kind of access if there is a choice: `queue/jobs:receive`, and with its source if another
 * stack makes it: `core:queue/jobs:receive`.
 */
export const uses = (...kinds: readonly Kind[]): z.ZodDefault<z.ZodArray<z.ZodString>> => {
    const forms = kinds.map((kind) => {
        const ways = ACCESS[kind];
        return `${kind}/[a-z0-9-]+${ways ? `(:(${ways.join("|")}))?` : ""}`;
    });
    const choices = kinds.flatMap((kind) => (ACCESS[kind] ?? []).map((way) => `${kind}/<name>:${way}`));
    const words = `<kind>/<name>, the kind one of ${kinds.join(", ")}${choices.length > 0 ? `, or ${choices.join(", ")}` : ""}`;
    const use = pattern(new RegExp(`^((${NAME}:)?(${forms.join("|")}))$`), words).describe(
        `Entry: ${words}; ${EXISTING}: or another stack's name in front of what this one does not make.`,
    );
    return z.array(use).default([]);
};

/** The name of one of this stack's, or the id of what it does not make: `jobs`, `core:queue/jobs`, `existing:queue/jobs`. */
export const nameOrForeign = (kind: Kind): z.ZodString =>
    pattern(
        new RegExp(`^(${NAME}|${NAME}:${kind}/${NAME})$`),
        `a name, or <source>:${kind}/<name> of what this stack does not make`,
    );

/** Ids of one of these kinds, with a source in front of what this stack does not make. */
export const foreignReference = (kinds: readonly Kind[], words: string): z.ZodString =>
    pattern(new RegExp(`^(${NAME}:)?(${kinds.join("|")})/[a-z0-9-]+$`), words);

/** The path that a canary requests. */
export const canaryPath = pattern(/^(none|\/[\w./~%?=&-]*)$/, 'a path such as "/health", or "none"');

const variableName = pattern(/^[A-Z_][A-Z0-9_]*$/, "an upper-case variable name such as LOG_LEVEL");
const variableValue = z.string("text; put numbers and booleans in quotes");

/** Environment variables that are safe to show. Secrets come through `uses: [secret/…]`. */
export const environment = z.record(variableName, variableValue).default({});

/** Variables that Lambda sets: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html */
const LAMBDA_VARIABLES = [
    "_HANDLER",
    "_X_AMZN_TRACE_ID",
    "AWS_ACCESS_KEY",
    "AWS_ACCESS_KEY_ID",
    "AWS_DEFAULT_REGION",
    "AWS_EXECUTION_ENV",
    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
    "AWS_LAMBDA_FUNCTION_NAME",
    "AWS_LAMBDA_FUNCTION_VERSION",
    "AWS_LAMBDA_INITIALIZATION_TYPE",
    "AWS_LAMBDA_LOG_GROUP_NAME",
    "AWS_LAMBDA_LOG_STREAM_NAME",
    "AWS_LAMBDA_MAX_CONCURRENCY",
    "AWS_LAMBDA_METADATA_API",
    "AWS_LAMBDA_METADATA_TOKEN",
    "AWS_LAMBDA_RUNTIME_API",
    "AWS_REGION",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "LAMBDA_RUNTIME_DIR",
    "LAMBDA_TASK_ROOT",
];

/**
 * What a variable of a function must be called instead; undefined if Lambda takes the name.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Environment.html
 */
export function otherLambdaVariable(given: string): string | undefined {
    if (LAMBDA_VARIABLES.includes(given)) return "a name that Lambda does not set itself";
    return /^(_|.$)/.test(given)
        ? "a name of two characters or more that begins with a letter, because Lambda takes no other"
        : undefined;
}

/** The same of a function: Lambda takes fewer names. */
export const functionEnvironment = z.record(
    variableName.superRefine((given, context) => {
        const message = otherLambdaVariable(given);
        if (message !== undefined) context.addIssue({ code: "custom", message });
    }),
    variableValue,
);

/** The periods that CloudWatch Logs knows. */
const RETENTION_DAYS = [
    1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
];
export const retentionDays = z
    .int()
    .refine(
        (days) => RETENTION_DAYS.includes(days),
        `one of ${RETENTION_DAYS.join(", ")} days (CloudWatch Logs)`,
    );

/** A whole number within limits. */
export const whole = (min: number, max: number, unit: string): z.ZodInt =>
    z
        .int(`a whole number of ${unit}`)
        .min(min, `${min} to ${max} ${unit}`)
        .max(max, `${min} to ${max} ${unit}`);

/** The generation of a generated secret: another number makes another value. */
export const generation = whole(1, 1000, "(raised by one for a new value)").default(1);

/** An origin of pages. No wildcard: it would let every site act for signed-in users. */
export const origin = judged(otherOrigin, /^https?:\/\/[a-z0-9.-]+(:\d+)?$/);

/** When something happens, as EventBridge Scheduler and Application Auto Scaling take it. */
export const scheduleExpression = judged(otherSchedule, /^(rate|cron|at)\(.+\)$/);

/** The time zone of a schedule, as IANA names it. */
export const timeZone = judged(otherTimeZone, /^[A-Za-z][\w+/-]*$/).default(defaults.schedule.timeZone);
