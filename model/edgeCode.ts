/** The code of the CloudFront Function of a site, which CloudFront limits: configuration and component know its length. */
import { ASK_PASSWORD, LET_IN } from "./edgePassword";
import { ASSET, folderPages, type KnownFiles, knownFiles, NO_FILES } from "./knownFiles";

/** What the code depends on. */
export interface EdgeCodeArgs {
    /** Host name of the site; undefined if CloudFront's own. */
    readonly host: string | undefined;
    /** Hosts that lead to it. */
    readonly redirectHosts: readonly string[];
    /** Paths, or paths below one (`/blog/*`), that lead elsewhere. */
    readonly redirects: Readonly<Record<string, string>>;
    /** Paths, or paths below one, that show another file. */
    readonly rewrites: Readonly<Record<string, string>>;
    /** Paths that are neither a file nor a folder with a page of its own show `index.html`. */
    readonly spa: boolean;
    /** Paths of the files that the release holds, without the first slash. @default none that its extension does not tell */
    readonly files?: readonly string[];
    /** SHA-256 of the `Authorization` header that lets people in; undefined if everybody may. */
    readonly authorization: string | undefined;
}

/** Everything that happens to a request before CloudFront looks for a file; runs in CloudFront, not here. */
const HANDLER = String.raw`
function handler(event) {
    var request = event.request;
    var headers = request.headers;
${ASK_PASSWORD}    var host = headers.host ? headers.host.value.split(':')[0] : '';
    if (site.redirectHosts.includes(host)) return moved('https://' + site.host + request.uri, request.querystring);
    var target = match(site.redirects, request.uri);
    if (target !== undefined) return moved(target, request.querystring);
    var rewritten = match(site.rewrites, request.uri);
    // S3 takes a plus sign in a path for a space.
    request.uri = (rewritten === undefined ? page(request.uri) : rewritten).replace(/\+/g, '%2B');
    return request;
}

${LET_IN}
function page(uri) {
    if (site.spa) {
        if (isFile(uri)) return uri;
        var folder = uri.slice(0, -1);
        return uri.endsWith('/') && isListed(decoded(folder)) ? folder : '/index.html';
    }
    if (uri.endsWith('/')) return uri + 'index.html';
    return site.pages[decoded(uri)] ? uri + '/index.html' : uri;
}

function isFile(uri) {
    var path = decoded(uri);
    return site.asset.test(path.slice(path.lastIndexOf('/') + 1)) || isListed(path);
}

function isListed(path) {
    if (site.exact.includes(path)) return true;
    if (site.folders.some((folder) => path.startsWith(folder) && path !== folder)) return true;
    var extension = path.slice(path.lastIndexOf('.') + 1).toLowerCase();
    return site.extensions.includes(extension);
}

function decoded(uri) {
    try {
        return decodeURIComponent(uri.slice(1));
    } catch (error) {
        return uri.slice(1);
    }
}

function match(rules, uri) {
    if (Object.prototype.hasOwnProperty.call(rules.exact, uri)) return rules.exact[uri];
    for (var i = 0; i < rules.below.length; i++) {
        var from = rules.below[i][0];
        if (uri.startsWith(from)) return rules.below[i][1].replace('*', uri.slice(from.length));
    }
    return undefined;
}

function moved(location, query) {
    var parts = [];
    for (var name in query) {
        var values = query[name].multiValue || [query[name]];
        for (var i = 0; i < values.length; i++) parts.push(name + '=' + values[i].value);
    }
    var sign = location.indexOf('?') < 0 ? '?' : '&';
    return {
        statusCode: 301,
        statusDescription: 'Moved Permanently',
        headers: { location: { value: parts.length ? location + sign + parts.join('&') : location } },
    };
}
`;

/** Most bytes of a function; https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-limits.html#limits-functions */
export const MAX_EDGE_BYTES = 10_240;

/** As long as any SHA-256. */
export const ANY_HASH = "0".repeat(64);

/**
 * The code of the function.
 *
 * @param ofSite whose it is, for an error's message
 * @throws Error if it is longer than CloudFront takes
 */
export function edgeFunctionCode(args: EdgeCodeArgs, ofSite = ""): string {
    const { spa, files = [] } = args;
    const room = MAX_EDGE_BYTES - bareBytes(args);
    if (room < 0) {
        throw new Error(
            `redirects and rewrites${ofSite} need more than the ${MAX_EDGE_BYTES} bytes that a CloudFront Function may have; use * to match several at once`,
        );
    }
    const known = spa ? knownFiles(files, room) : NO_FILES;
    if (known === undefined) {
        throw new Error(
            `the names of files without an extension in the topmost folder${ofSite} need more than the ${MAX_EDGE_BYTES} bytes that a CloudFront Function may have; move them into a folder`,
        );
    }
    return render(args, known);
}

/** The length of the code without names of files that their extension does not tell. */
export function bareBytes(args: EdgeCodeArgs): number {
    return Buffer.byteLength(render(args, NO_FILES));
}

function render(args: EdgeCodeArgs, known: KnownFiles): string {
    const { host, redirectHosts, spa, authorization, files = [] } = args;
    const pages = spa ? {} : Object.fromEntries([...folderPages(files).keys()].map((page) => [page, 1]));
    const site = {
        host,
        redirectHosts,
        spa,
        authorization,
        redirects: rules(args.redirects),
        rewrites: rules(args.rewrites),
        pages,
        ...known,
    };
    return `var site = Object.assign(${JSON.stringify(site)}, { asset: ${String(ASSET)} });\n${HANDLER}`;
}

/** Exact paths, and prefixes with the longest first, so that the most exact rule counts. */
function rules(map: Readonly<Record<string, string>>) {
    const entries = Object.entries(map);
    return {
        exact: Object.fromEntries(entries.filter(([from]) => !from.endsWith("*"))),
        below: entries
            .filter(([from]) => from.endsWith("*"))
            .map(([from, to]) => [from.slice(0, -1), to])
            .sort(([a = ""], [b = ""]) => b.length - a.length),
    };
}
