/**
 * Patterns of EventBridge, and filters of SNS subscriptions, which are written alike with fewer operators. Each function
 * returns the words for what is allowed instead; undefined if AWS accepts the pattern.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html,
 * https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html,
 * https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html
 */

type Json = unknown;
type Map = Readonly<Record<string, Json>>;

/** EventBridge counts the characters of the pattern as JSON. */
const MAX_PATTERN = 2048;
/** Of a filter: bytes, keys, and combinations of values. */
const MAX_FILTER_BYTES = 262_144;
const MAX_KEYS = 5;
const MAX_COMBINATIONS = 150;

/** The pattern of a rule. */
export function otherPattern(pattern: Map): string | undefined {
    const problem = otherMap(pattern, "", PATTERN_OPERATORS);
    if (problem !== undefined) return problem;
    const { length } = JSON.stringify(pattern);
    return length <= MAX_PATTERN ? undefined : `at most ${MAX_PATTERN} characters as JSON, not ${length}`;
}

/** The filter of a subscription: of attributes, which have no parts, or of the body. */
export function otherFilter(filter: Map, scope: "attributes" | "body"): string | undefined {
    const problem = otherMap(filter, "", FILTER_OPERATORS);
    if (problem !== undefined) return problem;
    const keys = leaves(filter);
    const nested = keys.find(({ depth }) => depth > 1);
    if (scope === "attributes" && nested !== undefined) {
        return `lists of values, not a map at "${nested.key}": attributes have no parts; filterScope: body looks at the message instead`;
    }
    if (keys.length > MAX_KEYS) return `at most ${MAX_KEYS} keys, not ${keys.length}`;
    const combinations = keys.reduce((product, { values, depth }) => product * values * depth, 1);
    if (combinations > MAX_COMBINATIONS) {
        return `at most ${MAX_COMBINATIONS} combinations of values, not ${combinations}: the product of the values of each key and of its depth`;
    }
    const bytes = Buffer.byteLength(JSON.stringify(filter));
    return bytes <= MAX_FILTER_BYTES ? undefined : `at most ${MAX_FILTER_BYTES} bytes as JSON, not ${bytes}`;
}

interface Leaf {
    readonly key: string;
    readonly values: number;
    readonly depth: number;
}

function leaves(map: Map, depth = 1): Leaf[] {
    return Object.entries(map).flatMap(([key, value]) => {
        if (key === "$or" && Array.isArray(value)) return value.flatMap((one) => leaves(one as Map, depth));
        return Array.isArray(value)
            ? [{ key, values: value.length, depth }]
            : leaves(value as Map, depth + 1);
    });
}

const isMap = (value: Json): value is Map =>
    typeof value === "object" && value !== null && !Array.isArray(value);

function otherMap(map: Map, path: string, known: Operators): string | undefined {
    const entries = Object.entries(map);
    const at = path === "" ? "" : ` at ${path}`;
    if (entries.length === 0) return `at least one key${at}`;
    for (const [key, value] of entries) {
        const own = path === "" ? key : `${path}.${key}`;
        const problem =
            key === "$or"
                ? otherChoice(value, own, known)
                : isMap(value)
                  ? otherMap(value, own, known)
                  : otherList(value, own, known);
        if (problem !== undefined) return problem;
    }
    return undefined;
}

function otherChoice(value: Json, path: string, known: Operators): string | undefined {
    if (!Array.isArray(value) || value.length < 2 || !value.every(isMap)) {
        return `a list of two maps or more at ${path}`;
    }
    return firstOf(value, (one) => otherMap(one, path, known));
}

function otherList(value: Json, path: string, known: Operators): string | undefined {
    if (!Array.isArray(value)) return `a list of values at ${path}, such as [${JSON.stringify(value) ?? ""}]`;
    if (value.length === 0) return `at least one value at ${path}`;
    return firstOf(value, (one) => otherValue(one, path, known));
}

function firstOf<T>(values: readonly T[], problemOf: (value: T) => string | undefined): string | undefined {
    for (const value of values) {
        const problem = problemOf(value);
        if (problem !== undefined) return problem;
    }
    return undefined;
}

const isText = (value: Json): boolean => typeof value === "string";
const isTextOrNumber = (value: Json): boolean => isText(value) || typeof value === "number";
const isList = (value: Json, of: (one: Json) => boolean): boolean =>
    Array.isArray(value) && value.length > 0 && value.every(of);
const ignoresCase = (value: Json): boolean =>
    isMap(value) && Object.keys(value).join() === "equals-ignore-case" && isText(value["equals-ignore-case"]);
const isAffix = (value: Json): boolean => isText(value) || ignoresCase(value);

/** What each operator takes, and the words for it. */
type Operators = Readonly<Record<string, readonly [takes: (value: Json) => boolean, words: string]>>;

const OPERATORS: Operators = {
    "equals-ignore-case": [isText, "text"],
    exists: [(value) => typeof value === "boolean", "true or false"],
    cidr: [(value) => isText(value) && isBlock(String(value)), "a block such as 10.0.0.0/24"],
    numeric: [isComparison, 'a comparison such as [">", 0, "<=", 5]'],
};
const PATTERN_OPERATORS: Operators = {
    ...OPERATORS,
    prefix: [isAffix, "text"],
    suffix: [isAffix, "text"],
    wildcard: [(value) => isText(value) && !String(value).includes("**"), "text, with single stars"],
    "anything-but": [
        isExcluded,
        "text, a number, a list of them, or one of prefix, suffix, equals-ignore-case, wildcard",
    ],
};
/** SNS has no wildcard, and of what anything-but may hold a prefix only: "Unsupported anything-but pattern: suffix". */
const FILTER_OPERATORS: Operators = {
    ...OPERATORS,
    prefix: [isText, "text"],
    suffix: [isText, "text"],
    "anything-but": [isExcludedBySns, "text, a number, a list of them, or one prefix"],
};

function otherValue(value: Json, path: string, operators: Operators): string | undefined {
    if (Array.isArray(value)) return `values and no list in the list at ${path}`;
    if (!isMap(value)) return undefined;
    const names = Object.keys(value);
    const [name = ""] = names;
    const known = Object.hasOwn(operators, name) ? operators[name] : undefined;
    if (names.length !== 1 || known === undefined) {
        return `one of ${Object.keys(operators).join(", ")} in each map of the list at ${path}, not ${names.join(" and ") || "an empty map"}`;
    }
    const [takes, words] = known;
    return takes(value[name]) ? undefined : `${words} for ${name} at ${path}`;
}

function isExcluded(value: Json): boolean {
    if (!isMap(value)) return isTextOrNumber(value) || isList(value, isTextOrNumber);
    const [[name = "", given] = [], ...more] = Object.entries(value);
    return (
        more.length === 0 &&
        ["prefix", "suffix", "equals-ignore-case", "wildcard"].includes(name) &&
        (isText(given) || isList(given, isText))
    );
}

function isExcludedBySns(value: Json): boolean {
    if (!isMap(value)) return isTextOrNumber(value) || isList(value, isTextOrNumber);
    return Object.keys(value).join() === "prefix" && isText(value["prefix"]);
}

/** `["=", 5]`, or one limit or two of a range. */
function isComparison(value: Json): boolean {
    if (!Array.isArray(value)) return false;
    const [first, low, second, high, ...more] = value as Json[];
    if (more.length > 0 || typeof low !== "number") return false;
    if (second === undefined) return ["=", ">", ">=", "<", "<="].includes(String(first));
    return (
        (first === ">" || first === ">=") &&
        (second === "<" || second === "<=") &&
        typeof high === "number" &&
        low < high
    );
}

function isBlock(text: string): boolean {
    const [address = "", prefix = "", ...more] = text.split("/");
    if (more.length > 0 || !/^\d{1,3}$/.test(prefix)) return false;
    if (address.includes(":")) return /^[0-9a-fA-F:]+$/.test(address) && Number(prefix) <= 128;
    const parts = address.split(".");
    return (
        parts.length === 4 &&
        parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255) &&
        Number(prefix) <= 32
    );
}
