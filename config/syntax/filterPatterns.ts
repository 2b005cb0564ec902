/**
 * Filter patterns of CloudWatch Logs, which are for JSON, for fields between spaces, or for words.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */

const QUOTED = String.raw`"(?:[^"\\]|\\.)*"`;
const REGEX = "%[^%]+%";
/** A property of JSON, or an element of a list. */
const SELECTOR = String.raw`\$(?:\.(?:[\w-]+|\*)|\.?\[(?:\d+|\*|"[^"]+"|'[^']+')\])+`;
const BARE = String.raw`[\w.*:+/-]+`;

/** CloudWatch Logs reads two regular expressions in a pattern, without groups. */
const MOST_EXPRESSIONS = 2;
const IN_EXPRESSION = /^%(?:\\[\x20-\x7e]|[A-Za-z0-9:_#=@/;, ^$?[\]{}|*+.-])+%$/;

/** The words for what is allowed instead of a pattern; undefined if CloudWatch Logs accepts it. */
export function otherFilterPattern(text: string): string | undefined {
    const pattern = text.trim();
    if (pattern.startsWith("{")) return otherJson(pattern) ?? otherExpressions(pattern);
    if (pattern.startsWith("[")) return otherFields(pattern) ?? otherExpressions(pattern);
    return otherWords(pattern) ?? otherExpressions(pattern);
}

/** Whether a pattern reads JSON, whose properties a metric's value can name. */
export function readsJson(pattern: string): boolean {
    return pattern.trim().startsWith("{");
}

function otherExpressions(pattern: string): string | undefined {
    // Within quotes a percent sign is itself.
    const found = pattern.replace(new RegExp(QUOTED, "g"), '""').match(new RegExp(REGEX, "g")) ?? [];
    if (found.length > MOST_EXPRESSIONS) {
        return `a filter pattern with at most ${MOST_EXPRESSIONS} regular expressions, not ${found.length}`;
    }
    const wrong = found.find((expression) => !IN_EXPRESSION.test(expression));
    return wrong === undefined
        ? undefined
        : `a filter pattern whose regular expressions have no groups and no other signs than CloudWatch Logs knows, not ${wrong}`;
}

function otherWords(pattern: string): string | undefined {
    const term = new RegExp(`^[?-]?(?:${QUOTED}|${REGEX}|\\w+)(?=\\s|$)\\s*`);
    let rest = pattern;
    while (rest !== "") {
        const found = term.exec(rest)?.[0];
        if (found === undefined) {
            return `a filter pattern: ${rest.split(/\s/)[0]} has other signs than letters, digits and _, so that it must be in double quotes; for JSON the pattern is within { }`;
        }
        rest = rest.slice(found.length);
    }
    return undefined;
}

function otherFields(pattern: string): string | undefined {
    const words = "a filter pattern of fields such as [ip, user, ..., status = 5*, bytes > 1000]";
    if (!pattern.endsWith("]")) return `${words}; the bracket at its end is missing`;
    const comparison = `[\\w-]+\\s*(?:=|!=|<=|>=|<|>)\\s*(?:${QUOTED}|${REGEX}|!?[^\\s",=<>&|[\\]%]+)`;
    const field = new RegExp(
        `^(?:|\\.\\.\\.|[\\w-]+|\\(?\\s*${comparison}(?:\\s*(?:&&|\\|\\|)\\s*${comparison})*\\s*\\)?)$`,
    );
    const fields = split(pattern.slice(1, -1)).map((text) => text.trim());
    const wrong = fields.find((text) => !field.test(text));
    if (wrong !== undefined) return `${words}; ${wrong} is none`;
    return fields.filter((text) => text === "...").length > 1 ? `${words}, with "..." once` : undefined;
}

/** At commas outside of quotes and regular expressions. */
function split(text: string): string[] {
    const parts = text.match(new RegExp(`(?:${QUOTED}|${REGEX}|[^,"%])*(?:,|$)`, "g")) ?? [];
    return parts
        .slice(0, text.endsWith(",") ? undefined : Math.max(1, parts.length - 1))
        .map((part) => part.replace(/,$/, ""));
}

/** A pattern for JSON is a condition, or several with && and ||, and with parentheses. */
function otherJson(pattern: string): string | undefined {
    const words = 'a filter pattern for JSON such as { $.level = "error" && $.status >= 500 }';
    if (!pattern.endsWith("}")) return `${words}; the brace at its end is missing`;
    const reader = new Reader(pattern.slice(1, -1));
    const problem = conditions(reader) ?? (reader.isAtEnd() ? undefined : `${reader.next()} is not expected`);
    return problem === undefined ? undefined : `${words}; ${problem}`;
}

class Reader {
    constructor(private rest: string) {
        this.rest = rest.trim();
    }

    isAtEnd(): boolean {
        return this.rest === "";
    }

    /** Takes what the pattern fits, with the space behind it. */
    take(pattern: string): string | undefined {
        const found = new RegExp(`^(?:${pattern})`).exec(this.rest)?.[0];
        if (found !== undefined) this.rest = this.rest.slice(found.length).trimStart();
        return found;
    }

    /** The next word, for messages. */
    next(): string {
        return this.isAtEnd() ? "the end" : (this.rest.split(/\s/)[0] ?? "");
    }
}

function conditions(reader: Reader): string | undefined {
    do {
        const problem = condition(reader);
        if (problem !== undefined) return problem;
    } while (reader.take(String.raw`&&|\|\|`) !== undefined);
    return undefined;
}

function condition(reader: Reader): string | undefined {
    if (reader.take(String.raw`\(`) !== undefined) {
        return (
            conditions(reader) ??
            (reader.take(String.raw`\)`) === undefined
                ? `a parenthesis is not closed before ${reader.next()}`
                : undefined)
        );
    }
    const selector = reader.take(SELECTOR);
    if (selector === undefined) return `${reader.next()} is no property such as $.level`;
    if (reader.take(String.raw`IS\s+(?:NULL|TRUE|FALSE)\b|NOT\s+EXISTS\b`) !== undefined) return undefined;
    const operator = reader.take("=|!=|<=|>=|<|>");
    if (operator === undefined) {
        return `after ${selector} comes =, !=, <, >, <=, >=, IS NULL, IS TRUE, IS FALSE or NOT EXISTS, not ${reader.next()}`;
    }
    if (operator.startsWith("<") || operator.startsWith(">")) {
        const number = reader.take(String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?(?=[\s)&|]|$)`);
        return number === undefined
            ? `${operator} compares numbers, and ${reader.next()} is none`
            : undefined;
    }
    return reader.take(`${QUOTED}|${REGEX}|${BARE}`) === undefined
        ? `${reader.next()} must be in double quotes after ${operator}`
        : undefined;
}
