/** IAM policy documents: allowed actions and principals. */
import type { View } from "../../core/reading/view";
import { matchesIamPattern } from "../../../model/text";

/**
 * What a statement names, or all but what it excepts: `NotAction`, `NotResource` and `NotPrincipal` are complements. Rules ask
 * whether it covers something, and so judge both ways of writing alike.
 */
export class Patterns {
    constructor(
        readonly named: readonly string[],
        /** What is left out, where the statement is about all the rest. */
        readonly excepted: readonly string[] = [],
    ) {}

    /** Whether it is about all but something. */
    get isComplement(): boolean {
        return this.excepted.length > 0 && !this.excepted.some((pattern) => /^[*:]*\*[*:]*$/.test(pattern));
    }

    /** Whether it covers one action or one ARN. */
    covers(one: string): boolean {
        return covers(this.named, one) || (this.isComplement && !covers(this.excepted, one));
    }

    /** Whether a pattern of it is meant. A complement leaves nearly everything, now and later: it counts as `*`. */
    some(isMeant: (pattern: string) => boolean): boolean {
        return this.named.some(isMeant) || (this.isComplement && isMeant("*"));
    }
}

/** One statement. */
export interface Statement {
    readonly effect: string;
    readonly actions: Patterns;
    readonly resources: Patterns;
    /** Principals of all kinds; `*` for everybody. */
    readonly principals: Patterns;
    /** Operators of its conditions, with the keys that each compares, in lower case. */
    readonly conditions: readonly Condition[];
    /** Where it is, for messages. */
    readonly path: string;
}

export interface Condition {
    /** Such as `StringEquals`, without `ForAllValues:` and `IfExists`. */
    readonly operator: string;
    /** Whether it is met by a request without the key: `...IfExists`, `ForAllValues:`. */
    readonly isMetByNothing: boolean;
    /** Such as `aws:sourceaccount`. */
    readonly key: string;
    readonly values: readonly string[];
}

/** Statements of the document at a path; none if it is absent, or can't be judged now. */
export function statements(view: View, path: string): Statement[] {
    const document = record(view.json(path));
    return list(document["Statement"]).map((raw, index) => {
        const statement = record(raw);
        return {
            effect: String(statement["Effect"] ?? ""),
            actions: new Patterns(texts(statement["Action"]), texts(statement["NotAction"])),
            resources: new Patterns(texts(statement["Resource"]), texts(statement["NotResource"])),
            principals: new Patterns(
                principals(statement["Principal"]),
                principals(statement["NotPrincipal"]),
            ),
            conditions: conditions(statement["Condition"]),
            path: `${path}.Statement[${index}]`,
        };
    });
}

/** Statements that allow something. */
export function allowed(view: View, path: string): Statement[] {
    return statements(view, path).filter(({ effect }) => effect === "Allow");
}

/** Whether a pattern of IAM, in which `*` and `?` stand for others, means all of a service: `s3:*`, `*`. */
export function isWholeService(action: string): boolean {
    return /^(\*|[a-z0-9-]+:\*)$/i.test(action);
}

/** Whether a resource of a statement is everything, or everything of a service: `*`, `arn:aws:*`, `arn:aws:s3:::*`. */
export function isEverything(resource: string): boolean {
    return /^([*?]*\*[*?]*|arn(:[^:]*){0,4}:[*?]*\*[*?]*(\/\*)?)$/.test(resource);
}

/** Data store types, as they precede names in ARNs. */
const EVERY_ONE =
    /^arn:[^:]*:(dynamodb|secretsmanager|ssm):[^:]*:[^:]*:(parameter|secret|table)[:/]?[*?]*\*[*?]*$/;

/** Whether it is everything, or everything of one kind: `arn:aws:dynamodb:*:*:table/*`, `...:secret:?*`. */
export function isEveryOne(resource: string): boolean {
    return isEverything(resource) || EVERY_ONE.test(resource);
}

/** Whether a resource is of a service, or of all of them. */
export function isOfService(resource: string, service: string): boolean {
    const [, , its = "*"] = resource.split(":");
    return its.includes("*") || its === service;
}

/** Whether a condition lets only those pass that have one of these keys, with a value that is named. */
export function isLimitedBy({ conditions }: Statement, keys: RegExp): boolean {
    return conditions.some(
        ({ operator, isMetByNothing, key, values }) =>
            keys.test(key) && !isMetByNothing && !/not|^null$/i.test(operator) && !values.includes("*"),
    );
}

/** Keys that say how or when a request comes, and neither from whom nor to what. */
const HOW = /^aws:(currenttime|epochtime|referer|securetransport|tokenissuetime|useragent)$/;

/** Keys that every request has: `...IfExists` is as good as without. */
const ALWAYS = /^aws:(principalaccount|principalarn|requestedregion|userid)$/;

/** Whether a condition leaves only some resources or callers: not if nearly every request meets it. */
export function isConfined({ conditions }: Statement): boolean {
    return conditions.some(
        ({ operator, isMetByNothing, key, values }) =>
            !HOW.test(key) &&
            !/not|^null$/i.test(operator) &&
            (!isMetByNothing || ALWAYS.test(key)) &&
            values.length > 0 &&
            !values.some((value) => /^[*?]*\*[*?]*$/.test(value)),
    );
}

/** Whether any of these patterns covers an action. */
export function covers(patterns: readonly string[], action: string): boolean {
    return patterns.some((pattern) => matchesIamPattern(pattern, action));
}

/** What must not be reached without TLS. */
export interface Reached {
    /** @default not known yet: any ARN may be it */
    readonly arn: string | undefined;
    /** Whether it has objects inside, with ARNs of their own. @default false */
    readonly hasObjects?: boolean;
    /** What must be denied at least, where a service does not take all of its actions. @default all of the service */
    readonly action?: string;
}

/** Whether requests without TLS are denied to everybody, and nothing else makes them pass. */
export function deniesPlainText(all: readonly Statement[], reached: Reached): boolean {
    const { arn, hasObjects = false, action } = reached;
    const denying = all.filter(
        ({ effect, principals, actions, conditions }) =>
            effect === "Deny" &&
            principals.named.includes("*") &&
            // A denial of all but some does not reach those.
            (action === undefined ? actions.named.some(isWholeService) : actions.covers(action)) &&
            conditions.length > 0 &&
            conditions.every(
                ({ operator, key, values }) =>
                    /^Bool$/i.test(operator) && key === "aws:securetransport" && values.includes("false"),
            ),
    );
    const isDenied = (one: string | undefined, isLike: (pattern: string) => boolean) =>
        denying.some(({ resources }) => (one === undefined ? resources.some(isLike) : resources.covers(one)));
    const isInside = (pattern: string) => pattern.endsWith("*");
    return (
        isDenied(arn, () => true) && (!hasObjects || isDenied(arn === undefined ? arn : `${arn}/*`, isInside))
    );
}

function principals(value: unknown): string[] {
    return typeof value === "string" ? [value] : Object.values(record(value)).flatMap(texts);
}

function conditions(value: unknown): Condition[] {
    return Object.entries(record(value)).flatMap(([name, compared]) =>
        Object.entries(record(compared)).map(([key, values]) => ({
            operator: name.replace(/^For(All|Any)Values?:/i, "").replace(/IfExists$/i, ""),
            isMetByNothing: /^ForAllValues:|IfExists$/i.test(name),
            key: key.toLowerCase(),
            values: texts(values),
        })),
    );
}

function texts(value: unknown): string[] {
    return list(value).map(String);
}

function list(value: unknown): readonly unknown[] {
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : [value];
}

function record(value: unknown): Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
