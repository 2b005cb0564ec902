import * as cloudfront from "@pulumi/aws/cloudfront";
import * as pulumi from "@pulumi/pulumi";

import { refusal } from "../support/component";

/** Arguments of a site's edge function. */
export interface EdgeFunctionArgs {
    /** Host name of the site; undefined if CloudFront's own. */
    readonly host: string | undefined;
    /** Hosts that lead to it. */
    readonly redirectHosts: readonly string[];
    /** Paths, or paths below one (`/blog/*`), that lead elsewhere. */
    readonly redirects: Readonly<Record<string, string>>;
    /** Paths, or paths below one, that show another file. */
    readonly rewrites: Readonly<Record<string, string>>;
    /** Unknown paths show `index.html`; otherwise a folder shows the `index.html` in it. */
    readonly spa: boolean;
    /** SHA-256 of the `Authorization` header that lets people in; undefined if everybody may. */
    readonly authorization: pulumi.Output<string> | undefined;
}

/** The last part of a path that names a file. All else is a page, whose path may hold dots as well: `/users/j.doe`. */
const FILE =
    /\.(avif|bmp|br|css|csv|eot|gif|gz|html?|ico|jpe?g|js|json|map|md|mjs|mp[34]|ogg|otf|pdf|png|rss|svg|ttf|txt|wasm|webm|webmanifest|webp|woff2?|xml|zip)$/i;

/** Everything that happens to a request before CloudFront looks for a file; runs in CloudFront, not here. */
const HANDLER = String.raw`
function handler(event) {
    var request = event.request;
    var headers = request.headers;
    if (site.authorization && !letIn(headers.authorization)) {
        return {
            statusCode: 401,
            statusDescription: 'Unauthorized',
            headers: { 'www-authenticate': { value: 'Basic realm="preview", charset="UTF-8"' } },
        };
    }
    var host = headers.host ? headers.host.value.split(':')[0] : '';
    if (site.redirectHosts.includes(host)) return moved('https://' + site.host + request.uri, request.querystring);
    var target = match(site.redirects, request.uri);
    if (target !== undefined) return moved(target, request.querystring);
    var rewritten = match(site.rewrites, request.uri);
    request.uri = rewritten === undefined ? page(request.uri) : rewritten;
    return request;
}

function letIn(header) {
    if (!header) return false;
    return require('crypto').createHash('sha256').update(header.value).digest('hex') === site.authorization;
}

function page(uri) {
    var last = uri.slice(uri.lastIndexOf('/') + 1);
    if (site.file.test(last)) return uri;
    if (site.spa) return '/index.html';
    return uri + (last === '' ? 'index.html' : '/index.html');
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
const MAX_BYTES = 10_240;

/** As long as any SHA-256. */
const ANY_HASH = "0".repeat(64);

/**
 * The one CloudFront Function of a site: asks for a password, sends people on, and finds the file of a page.
 *
 * @throws pulumi.ResourceError if redirects and rewrites are more than a function holds
 */
export function createEdgeFunction(
    name: string,
    args: EdgeFunctionArgs,
    options: pulumi.CustomResourceOptions,
): cloudfront.Function {
    // The engine shows errors within apply without a component: this checks the code's length before.
    const longest = edgeFunctionCode({ ...args, authorization: args.authorization && ANY_HASH });
    if (Buffer.byteLength(longest) > MAX_BYTES) {
        throw refusal(
            `redirects and rewrites of site ${name} need more than the ${MAX_BYTES} bytes that a CloudFront Function may have; use * to match several at once`,
            options.parent,
        );
    }
    return new cloudfront.Function(
        name,
        {
            comment: `Requests to site ${name}`,
            runtime: "cloudfront-js-2.0",
            publish: true,
            code: pulumi
                .output(args.authorization)
                .apply((authorization) => edgeFunctionCode({ ...args, authorization })),
        },
        options,
    );
}

/** The code of the function. */
export function edgeFunctionCode(
    args: Omit<EdgeFunctionArgs, "authorization"> & { readonly authorization: string | undefined },
): string {
    const { host, redirectHosts, spa, authorization } = args;
    const site = {
        host,
        redirectHosts,
        spa,
        authorization,
        redirects: rules(args.redirects),
        rewrites: rules(args.rewrites),
    };
    return `var site = Object.assign(${JSON.stringify(site)}, { file: ${String(FILE)} });\n${HANDLER}`;
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
