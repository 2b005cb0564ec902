/** `name:` of what others rely on: AWS's rules for the names of each kind. Text has been filled in by then (`derived/givenNames.ts`). */
import type * as z from "zod";

import { judged } from "../../values";

/** Kinds that can have a name of their own in AWS. */
export type GivenNameKind = "bucket" | "table" | "queue" | "topic" | "secret";

interface Rule {
    readonly fits: RegExp;
    readonly words: string;
    /** Forms within that which AWS keeps for itself, or advises against, and what to say of them. */
    readonly not?: readonly (readonly [form: RegExp, words: string])[];
}

/** Characters of the end that a queue's dead-letter queue has besides. */
const DEAD = "-dead".length;

const RULES: Readonly<Record<GivenNameKind, Rule>> = {
    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
    bucket: {
        fits: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/,
        words: "3 to 63 lower-case letters, digits, hyphens or dots, a letter or digit first and last",
        not: [
            [/\.\./, "a name without two dots in a row"],
            [/^\d+\.\d+\.\d+\.\d+$/, "a name that is no IP address"],
            [
                /^(xn--|sthree-|amzn-s3-demo-)/,
                "a name that does not begin with xn--, sthree- or amzn-s3-demo-",
            ],
            [
                /(-s3alias|--ol-s3|\.mrap|--x-s3|--table-s3)$/,
                "a name that does not end with -s3alias, --ol-s3, .mrap, --x-s3 or --table-s3",
            ],
        ],
    },
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html
    table: { fits: /^[\w.-]{3,255}$/, words: "3 to 255 letters, digits or any of _ . -" },
    // https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-queue-message-identifiers.html
    queue: {
        fits: new RegExp(`^(?=.{1,${80 - DEAD}}$)[\\w-]+(\\.fifo)?$`),
        words: `1 to ${80 - DEAD} letters, digits, hyphens or underscores (its dead-letter queue has -dead besides), with .fifo at the end if it is fifo`,
    },
    // https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
    topic: {
        fits: /^(?=.{1,256}$)[\w-]+(\.fifo)?$/,
        words: "1 to 256 letters, digits, hyphens or underscores, with .fifo at the end if it is fifo",
    },
    // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html
    secret: {
        fits: /^[\w/+=.@-]{1,512}$/,
        words: "1 to 512 letters, digits or any of / _ + = . @ -",
        not: [
            [
                /-\w{6}$/,
                "a name that does not end with a hyphen and six characters, with which AWS may take it for the end of an ARN",
            ],
        ],
    },
};

const FILLED = "{stack} and {project} stand for the names of both, and nothing else may be in braces";

/** `name:` of an entry. */
export function givenName(kind: GivenNameKind): z.ZodOptional<z.ZodString> {
    return judged((text) => other(text, RULES[kind]), /^[\w{}/+=.@-]+$/)
        .optional()
        .describe(
            `Its name in AWS, where something else relies on it; ${FILLED}. It cannot change later. Default: the key and random digits.`,
        );
}

function other(text: string, { fits, words, not = [] }: Rule): string | undefined {
    if (/[{}]/.test(text)) return `a name in which ${FILLED}`;
    if (!fits.test(text)) return words;
    return not.find(([form]) => form.test(text))?.[1];
}

/** The end of the name of a queue or topic says whether it is fifo. */
export const fifoName = {
    fits: ({ name, fifo }: { readonly name?: string | undefined; readonly fifo: boolean }): boolean =>
        name === undefined || name.endsWith(".fifo") === fifo,
    told: { message: "a name that ends with .fifo if it is fifo, and only then", path: ["name"] },
};

/** Path of a parameter. https://docs.aws.amazon.com/systems-manager/latest/userguide/sysman-paramstore-su-create.html */
export const parameterPath = judged((text) => {
    if (/[{}]/.test(text)) return `a path in which ${FILLED}`;
    if (text.length > 1011) return "at most 1011 characters";
    if (!/^(?!\/(aws|ssm)\b)(\/[\w.-]+){1,15}$/i.test(text)) {
        return 'the path of a parameter, such as "/shop/prod/database-url", not below /aws or /ssm';
    }
    return /^\/(aws|ssm)\w/i.test(text)
        ? 'the path of a parameter that does not begin with "/aws" or "/ssm"'
        : undefined;
}, /^(\/[\w.{}-]+){1,15}$/);
