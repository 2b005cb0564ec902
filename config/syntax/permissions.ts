/** Actions, resources and conditions of IAM statements, as a stack file has them. */
import { createRequire } from "node:module";
import { distance } from "fastest-levenshtein";

import { matchesIamPattern, nearest, suggestion } from "../../model/text";

interface Actions {
    /** The day on which AWS changed one of the policies last that the names are from. */
    readonly asOf: string;
    /** Names by prefix, with spaces between them. */
    readonly actions: Readonly<Record<string, string>>;
}

/** Few stacks need it, and it is long. */
const known = (): Actions => createRequire(__filename)("../../model/actions.json") as Actions;

const FORM = 'an action such as "textract:DetectDocumentText", with * or ? in its name for others';

/** The words for what is allowed instead of an action; undefined: it is one. */
export function otherAction(text: string): string | undefined {
    if (/^[*?:]*\*[*?:]*$/.test(text)) {
        return `${FORM}; * allows everything in the account, and an administrator is no workload`;
    }
    const [, prefix = ""] = /^([a-z0-9-]+):[A-Za-z*?][A-Za-z0-9*?]*$/.exec(text) ?? [];
    if (prefix === "") return FORM;
    const { actions, asOf } = known();
    if (Object.hasOwn(actions, prefix)) return undefined;
    return `an action of a service that IAM knows (as of ${asOf})${suggestion(prefix, Object.keys(actions))}`;
}

/**
 * The action that was meant, where none of AWS's own policies names the given one and some name one that is nearly the same.
 * They name most actions, and not all.
 */
export function mistypedAction(text: string): string | undefined {
    const [prefix = "", pattern = ""] = text.split(":");
    const names = (known().actions[prefix] ?? "").split(" ");
    if (names.some((name) => matchesIamPattern(pattern, name))) return undefined;
    const near = nearest(pattern, names);
    return near !== undefined && distance(pattern, near) <= TYPED_WRONG ? `${prefix}:${near}` : undefined;
}

/** Edits by which a name is a mistake rather than another name. */
const TYPED_WRONG = 2;

/** What stands for parts of ARNs. */
const FILLED = /\{(region|accountId|stack|project)\}/g;

/** The same of a resource. */
export function otherResource(text: string): string | undefined {
    const words =
        '"*", or an ARN such as "arn:aws:polly:{region}:{accountId}:lexicon/*", in which {region}, {accountId}, {stack} and {project} stand for those of the stack';
    if (text === "*") return undefined;
    const plain = text.replaceAll(FILLED, "x");
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    const fits =
        /^arn:aws[a-z-]*:[a-z0-9-]+:[a-z0-9*?-]*:(\d{12}|x|aws|cloudfront|[\d?]*\*[\d*?]*)?:[^\s{}]+$/;
    return fits.test(plain.replaceAll(/\$\{[\w:/.-]+\}/g, "x")) ? undefined : words;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html */
const OPERATORS = [
    ...["StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"],
    ...["StringLike", "StringNotLike", "NumericEquals", "NumericNotEquals", "NumericLessThan"],
    ...["NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals"],
    ...["DateNotEquals", "DateLessThan", "DateLessThanEquals", "DateGreaterThan", "DateGreaterThanEquals"],
    ...["Bool", "BinaryEquals", "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals"],
    "ArnNotLike",
];

/** The same of an operator. */
export function otherOperator(text: string): string | undefined {
    const bare = text.replace(/^(ForAllValues|ForAnyValue):/, "");
    if (bare === "Null" || OPERATORS.includes(bare.replace(/IfExists$/, ""))) return undefined;
    return `an operator such as StringEquals, with ForAllValues: or ForAnyValue: before it or IfExists behind it${suggestion(bare, [...OPERATORS, "Null"])}`;
}
