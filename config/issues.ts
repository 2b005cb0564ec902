/** Turns the findings of zod into problems that name the value and what is allowed. */
import type * as z from "zod";

import { keyPath, type Problem, show, suggestion } from "./problems";

/** The part of JSON Schema that is read here: which keys a place knows, and what they hold. */
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
    const value = valueAt(raw, path.slice(1));
    const complain = (message: string): Problem[] => [{ key: keyPath(path), message }];
    switch (issue.code) {
        case "unrecognized_keys": {
            const known = knownKeys(schema, raw, path.slice(1));
            return issue.keys.map((extra) => ({
                key: keyPath([...path, extra]),
                message: `there is no such key; known here: ${known.join(", ")}${suggestion(extra, known)}`,
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
            return bestBranch(issue.errors, value).flatMap((inner) =>
                explain(inner, [...path, ...inner.path], raw, schema),
            );
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
        default:
            return complain(notAllowed(value, issue.message));
    }
}

/** A union's findings come per branch: of a map only the branch for maps is of interest, and so on. */
function bestBranch(
    branches: readonly (readonly z.core.$ZodIssue[])[],
    value: unknown,
): readonly z.core.$ZodIssue[] {
    const isMap = typeof value === "object" && value !== null;
    const fits = branches.filter((issues) =>
        issues.every(
            ({ code, path }) => !(path.length === 0 && (code === "invalid_type" || code === "invalid_value")),
        ),
    );
    return (isMap ? fits[0] : fits.at(-1)) ?? branches.at(-1) ?? [];
}

function notAllowed(value: unknown, allowed: string, known: readonly string[] = []): string {
    return value === undefined
        ? `is missing; it must be ${allowed}`
        : `${show(value)} is not allowed; it must be ${allowed}${suggestion(value, known)}`;
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

/** The keys that the schema knows at a path, given what stands there (which decides between alternatives). */
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

/** Whether what stands there can be meant by this alternative: its constants agree. */
function fits(option: JsonSchema, raw: unknown): boolean {
    return Object.entries(option.properties ?? {}).every(([key, { const: constant }]) => {
        const given = valueAt(raw, [key]);
        return constant === undefined || given === undefined || given === constant;
    });
}
