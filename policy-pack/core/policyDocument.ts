/** IAM policy documents: what they allow, to whom. */
import type { View } from "./view";

/** One statement, every part a list. */
export interface Statement {
    readonly effect: string;
    readonly actions: readonly string[];
    readonly notActions: readonly string[];
    readonly resources: readonly string[];
    readonly notResources: readonly string[];
    /** Principals of all kinds; `*` for everybody. */
    readonly principals: readonly string[];
    /** Principals that are excepted. */
    readonly notPrincipals: readonly string[];
    /** Operators of its conditions, with the keys that each compares, in lower case. */
    readonly conditions: readonly Condition[];
    /** Where it is, for messages. */
    readonly path: string;
}

export interface Condition {
    /** Such as `StringEquals`, without `ForAllValues:` and `IfExists`. */
    readonly operator: string;
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
            actions: texts(statement["Action"]),
            notActions: texts(statement["NotAction"]),
            resources: texts(statement["Resource"]),
            notResources: texts(statement["NotResource"]),
            principals: principals(statement["Principal"]),
            notPrincipals: principals(statement["NotPrincipal"]),
            conditions: conditions(statement["Condition"]),
            path: `${path}.Statement[${index}]`,
        };
    });
}

/** Statements that allow something. */
export function allowed(view: View, path: string): Statement[] {
    return statements(view, path).filter(({ effect }) => effect === "Allow");
}

/** Keys of which one in a condition limits who or what may come, however many principals are named. */
const LIMITING =
    /^(aws:(sourceaccount|sourcearn|sourceorgid|sourceorgpaths|sourcevpc|sourcevpce|sourceowner|sourceip|principalaccount|principalarn|principalorgid|principalorgpaths|userid)|kms:calleraccount|lambda:functionurlauthtype|.*:sub)$/;

/** Whether a statement allows something to everybody, without a condition that limits whom. */
export function isPublic({ effect, principals, notPrincipals, conditions }: Statement): boolean {
    if (effect !== "Allow") return false;
    if (notPrincipals.length === 0 && !principals.includes("*")) return false;
    return !conditions.some(
        ({ operator, key, values }) =>
            LIMITING.test(key) &&
            /^(String|Arn)(Equals|Like)|^IpAddress$/i.test(operator) &&
            !values.some((value) => value === "*" || value === "0.0.0.0/0" || value === "::/0"),
    );
}

/** Whether a pattern of IAM, in which `*` and `?` stand for others, means all of a service: `s3:*`, `*`. */
export function isWholeService(action: string): boolean {
    return /^(\*|[a-z0-9-]+:\*)$/i.test(action);
}

/** Whether a resource of a statement is everything, or everything of a service: `*`, `arn:aws:s3:::*`. */
export function isEverything(resource: string): boolean {
    return /^(\*|arn:[^:]*:[^:]*:[^:]*:[^:]*:\*(\/\*)?)$/.test(resource);
}

/** Whether any of these patterns covers an action. */
export function covers(patterns: readonly string[], action: string): boolean {
    return patterns.some((pattern) => {
        const escaped = pattern
            .replace(/[.+^${}()|[\]\\]/g, "\\$&")
            .replace(/\*/g, ".*")
            .replace(/\?/g, ".");
        return new RegExp(`^${escaped}$`, "i").test(action);
    });
}

/**
 * Whether requests without TLS are denied to everybody.
 *
 * @param action that must be among those denied, where a service does not take all of them. @default all of the service
 */
export function deniesPlainText(all: readonly Statement[], action?: string): boolean {
    return all.some(
        ({ effect, principals, actions, conditions }) =>
            effect === "Deny" &&
            principals.includes("*") &&
            (action === undefined ? actions.some(isWholeService) : covers(actions, action)) &&
            conditions.some(
                ({ operator, key, values }) =>
                    /^Bool/i.test(operator) && key === "aws:securetransport" && values.includes("false"),
            ),
    );
}

function principals(value: unknown): string[] {
    return typeof value === "string" ? [value] : Object.values(record(value)).flatMap(texts);
}

function conditions(value: unknown): Condition[] {
    return Object.entries(record(value)).flatMap(([name, compared]) =>
        Object.entries(record(compared)).map(([key, values]) => ({
            operator: name.replace(/^For(All|Any)Values?:/i, "").replace(/IfExists$/i, ""),
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
