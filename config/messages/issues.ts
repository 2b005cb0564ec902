/** Converts zod's issues to problems that name key, value and allowed values. */
import type * as z from "zod";

import { suggestion } from "../../model/text";
import { keyPath, type Problem, show } from "./problems";
import { SecretValue } from "../values";

/** The part of JSON Schema that messages and docs read. */
export interface JsonSchema {
    readonly properties?: Readonly<Record<string, JsonSchema>>;
    readonly additionalProperties?: JsonSchema | boolean;
    readonly items?: JsonSchema;
    readonly anyOf?: readonly JsonSchema[];
    readonly oneOf?: readonly JsonSchema[];
    readonly const?: unknown;
    readonly enum?: readonly unknown[];
    readonly type?: string;
    readonly required?: readonly string[];
    readonly description?: string;
    readonly default?: unknown;
    readonly minimum?: number;
    readonly maximum?: number;
    readonly minLength?: number;
    readonly maxLength?: number;
}

const EXPECTED: Readonly<Record<string, string>> = {
    string: "text",
    number: "a number",
    int: "a whole number",
    boolean: "true or false",
    array: "a list",
    object: "a map of keys",
    record: "a map of names",
};

/** Problems of one top-level key. `raw` is its value as given, `schema` its JSON Schema. */
export function problemsOf(
    key: string,
    issues: readonly z.core.$ZodIssue[],
    raw: unknown,
    schema: JsonSchema,
): Problem[] {
    return issues.flatMap((issue) => explain(issue, [key, ...issue.path], raw, schema));
}

function explain(
    issue: z.core.$ZodIssue,
    path: readonly PropertyKey[],
    raw: unknown,
    schema: JsonSchema,
): Problem[] {
    const value = presentable(path, valueAt(raw, path.slice(1)));
    const complain = (message: string): Problem[] => [{ key: keyPath(path), message }];
    switch (issue.code) {
        case "unrecognized_keys": {
            const known = knownKeys(schema, raw, path.slice(1));
            return issue.keys.map((extra) => ({
                key: keyPath([...path, extra]),
                message: `does not exist; known here: ${known.join(", ")}${suggestion(extra, known)}`,
            }));
        }
        case "invalid_key": {
            const allowed = issue.issues.map(({ message }) => message).join("; ");
            return complain(`the name ${show(path.at(-1))} is not allowed; it must be ${allowed}`);
        }
        case "invalid_union": {
            if (issue.errors.length === 0) {
                const { options = [] } = issue as { options?: readonly unknown[] };
                return complain(notAllowed(value, `one of ${options.join(", ")}`, options.map(String)));
            }
            const branch = bestBranch(issue.errors, value);
            if (branch === undefined) return complain(notAllowed(value, ...alternatives(issue.errors)));
            return branch.flatMap((inner) => explain(inner, [...path, ...inner.path], raw, schema));
        }
        case "invalid_value": {
            const allowed = issue.values.map(String);
            const words = /^Invalid/.test(issue.message) ? `one of ${allowed.join(", ")}` : issue.message;
            return complain(notAllowed(value, words, allowed));
        }
        case "invalid_type": {
            const custom = /^Invalid/.test(issue.message) ? undefined : issue.message;
            return complain(notAllowed(value, custom ?? EXPECTED[issue.expected] ?? issue.expected));
        }
        case "too_small":
        case "too_big":
            return complain(
                refused(value, /^Too (small|big)/.test(issue.message) ? limit(issue) : issue.message),
            );
        case "custom":
            return complain(refused(value, issue.message));
        default:
            return complain(notAllowed(value, wordsOf(issue)));
    }
}

/** The words of the schema; zod's own are no sentence behind "it must be". */
function wordsOf(issue: z.core.$ZodIssue): string {
    if (!/^Invalid/.test(issue.message)) return issue.message;
    const format = issue.code === "invalid_format" ? FORMATS[issue.format] : undefined;
    return format ?? "text in another form";
}

/** Formats of zod. */
const FORMATS: Readonly<Record<string, string>> = {
    cidrv4: 'a block of IPv4 addresses such as "203.0.113.0/24"',
    cidrv6: 'a block of IPv6 addresses such as "2001:db8::/32"',
    date: 'a day such as "2030-01-31"',
    datetime: 'a time such as "2030-01-31T06:00:00Z"',
    email: "an e-mail address",
    ipv4: 'an IPv4 address such as "203.0.113.7"',
    ipv6: 'an IPv6 address such as "2001:db8::7"',
    url: 'a URL such as "https://example.com"',
    uuid: "a UUID",
};

/** A length or a number that the schema limits without words of its own. */
function limit(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig): string {
    const [number, word] =
        issue.code === "too_small" ? [issue.minimum, "at least"] : [issue.maximum, "at most"];
    const [one, many] = { string: [" character", " characters"], array: [" entry", " entries"] }[
        issue.origin as string
    ] ?? ["", ""];
    return `${word} ${number}${Number(number) === 1 ? one : many}`;
}

/** A value below `secrets` may be a secret, even in the wrong place or not encrypted. */
const PLAIN_TEXT = Symbol("plain text");

function presentable(path: readonly PropertyKey[], value: unknown): unknown {
    const isSecret = path[0] === "secrets" && (typeof value === "string" || path.at(-1) === "value");
    return isSecret && ["string", "number", "boolean"].includes(typeof value) ? PLAIN_TEXT : value;
}

/**
 * zod reports a union's findings per branch. Returns those of the branch whose kind the value has; undefined if there
 * is none.
 */
function bestBranch(
    branches: readonly (readonly z.core.$ZodIssue[])[],
    value: unknown,
): readonly z.core.$ZodIssue[] | undefined {
    const isMap = typeof value === "object" && value !== null;
    const fits = branches.filter((issues) => issues.every((issue) => kindOf(issue) === undefined));
    // Of several maps, the one with the keys that were given is meant.
    const strange = (issues: readonly z.core.$ZodIssue[]): number =>
        issues.filter(({ code }) => code === "unrecognized_keys").length;
    return isMap ? fits.toSorted((a, b) => strange(a) - strange(b))[0] : fits.at(-1);
}

/** The kind of value that a branch takes, if the value is of another kind; the constants among them. */
function kindOf(issue: z.core.$ZodIssue): { words: string; constants: readonly string[] } | undefined {
    if (issue.path.length > 0) return undefined;
    if (issue.code === "invalid_value") {
        const constants = issue.values.map(String);
        return { words: constants.join(", "), constants };
    }
    if (issue.code !== "invalid_type") return undefined;
    return { words: EXPECTED[issue.expected] ?? issue.expected, constants: [] };
}

function alternatives(branches: readonly (readonly z.core.$ZodIssue[])[]): [string, string[]] {
    const kinds = branches.flatMap((issues) => issues.flatMap((issue) => kindOf(issue) ?? []));
    return [
        [...new Set(kinds.map(({ words }) => words))].join(" or "),
        kinds.flatMap(({ constants }) => constants),
    ];
}

/** A list or map is not wrong as a whole: the message names the wrong property of it. */
function refused(value: unknown, allowed: string): string {
    const isWhole = typeof value === "object" && value !== null && !(value instanceof SecretValue);
    return isWhole ? `must have ${allowed}` : notAllowed(value, allowed);
}

function notAllowed(value: unknown, allowed: string, known: readonly string[] = []): string {
    if (value === undefined) return `is missing; it must be ${allowed}`;
    if (value === null) return `is empty; it must be ${allowed}`;
    const shown = value === PLAIN_TEXT ? "plain text" : show(value);
    // Some findings are whole sentences.
    if (allowed.startsWith(`${shown} `)) return allowed;
    return `${shown} is not allowed; it must be ${allowed}${suggestion(value, known)}`;
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
    return path.reduce<unknown>(
        (value, part) =>
            typeof value === "object" && value !== null
                ? (value as Record<PropertyKey, unknown>)[part]
                : undefined,
        raw,
    );
}

/** The schema's keys at a path; the value there decides between alternatives. */
function knownKeys(schema: JsonSchema, raw: unknown, path: readonly PropertyKey[]): string[] {
    const alternatives = (schema.anyOf ?? schema.oneOf ?? [schema]).filter((option) => fits(option, raw));
    const [part, ...rest] = path;
    const keys = alternatives.flatMap((option) => {
        if (part === undefined) return Object.keys(option.properties ?? {});
        const below =
            option.properties?.[String(part)] ??
            (typeof option.additionalProperties === "object" ? option.additionalProperties : option.items);
        return below ? knownKeys(below, valueAt(raw, [part]), rest) : [];
    });
    return [...new Set(keys)];
}

/** Whether the given value can be this alternative: its constants agree. */
function fits(option: JsonSchema, raw: unknown): boolean {
    return Object.entries(option.properties ?? {}).every(([key, { const: constant }]) => {
        const given = valueAt(raw, [key]);
        return constant === undefined || given === undefined || given === constant;
    });
}
