/** Path patterns of CloudFront below a site: their order, what they take from each other, and the code that serves them. */
import { ASK_PASSWORD, LET_IN } from "./edgePassword";
import { matchesPathPattern } from "./text";

/** The form of a path pattern; https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html */
export const PATH_PATTERN = /^\/[\w.*$/~"'@:+?-]{1,254}$/;

/** `/api` of `/api/*`: what {@link PathCodeArgs.prefixes} takes away. Undefined if the pattern is not all below one path. */
export function prefixOf(pattern: string): string | undefined {
    return /^((?:\/[^/*?]+)+)\/\*$/.exec(pattern)?.[1];
}

/** The characters before the first wildcard. */
function literal(pattern: string): number {
    const at = pattern.search(/[*?]/);
    return at < 0 ? pattern.length + 1 : at;
}

/**
 * Patterns with the most exact one first, whatever their order in the stack file: CloudFront follows the first that
 * matches, and Pulumi sorts the keys of maps.
 */
export function mostExactFirst(patterns: readonly string[]): string[] {
    return [...patterns].sort(
        (a, b) =>
            literal(b) - literal(a) ||
            Number(a.includes("*")) - Number(b.includes("*")) ||
            b.length - a.length ||
            (a < b ? -1 : 1),
    );
}

/** Whether the first pattern matches every path that the second one matches, as far as patterns tell. */
export function takesAll(pattern: string, other: string): boolean {
    // Longer than any row of question marks, so that only a star takes what a star takes.
    return matchesPathPattern(pattern, other.replaceAll("*", "\0".repeat(256)));
}

/** Whether there may be a path that both patterns match. Of routes, a variable is written as `*`. */
export function meet(a: string, b: string): boolean {
    const known = new Map<string, boolean>();
    const from = (i: number, j: number): boolean => {
        const key = `${i} ${j}`;
        const seen = known.get(key);
        if (seen !== undefined) return seen;
        known.set(key, false);
        const [left, right] = [a[i], b[j]];
        const found =
            left === undefined && right === undefined
                ? true
                : left === "*"
                  ? from(i + 1, j) || (right !== undefined && from(i, j + 1))
                  : right === "*"
                    ? from(i, j + 1) || (left !== undefined && from(i + 1, j))
                    : left !== undefined &&
                      right !== undefined &&
                      (left === right || left === "?" || right === "?") &&
                      from(i + 1, j + 1);
        known.set(key, found);
        return found;
    };
    return from(0, 0);
}

/** Tells a target which prefix is missing in the path that it sees, and CloudFront's cache which files are whose. */
export const PREFIX_HEADER = "x-forwarded-prefix";

/** What the code depends on. */
export interface PathCodeArgs {
    /** Host name of the site; undefined if CloudFront's own. */
    readonly host: string | undefined;
    /** Hosts that lead to it. */
    readonly redirectHosts: readonly string[];
    /** Prefixes that targets do not see, such as `/api`. */
    readonly prefixes: readonly string[];
    /** SHA-256 of the `Authorization` header that lets people in; undefined if everybody may. */
    readonly authorization: string | undefined;
}

/** Everything that happens to a request that leads elsewhere; runs in CloudFront, not here. */
const HANDLER = String.raw`
function handler(event) {
    var request = event.request;
    var headers = request.headers;
${ASK_PASSWORD}    var host = headers.host ? headers.host.value.split(':')[0] : '';
    if (site.redirectHosts.includes(host)) {
        return {
            statusCode: 308,
            statusDescription: 'Permanent Redirect',
            headers: { location: { value: 'https://' + site.host + request.uri + query(request.querystring) } },
        };
    }
    delete headers['${PREFIX_HEADER}'];
    var prefix = site.prefixes.find((one) => request.uri.startsWith(one + '/'));
    if (prefix !== undefined) {
        request.uri = request.uri.slice(prefix.length);
        headers['${PREFIX_HEADER}'] = { value: prefix };
    }
    return request;
}

${LET_IN}
function query(given) {
    var parts = [];
    for (var name in given) {
        var values = given[name].multiValue || [given[name]];
        for (var i = 0; i < values.length; i++) parts.push(name + '=' + values[i].value);
    }
    return parts.length ? '?' + parts.join('&') : '';
}
`;

/** The code of the function for paths that lead elsewhere. */
export function pathFunctionCode({ prefixes, ...args }: PathCodeArgs): string {
    const longestFirst = [...prefixes].sort((a, b) => b.length - a.length);
    return `var site = ${JSON.stringify({ ...args, prefixes: longestFirst })};\n${HANDLER}`;
}
