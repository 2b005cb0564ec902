import assert from "node:assert/strict";
import crypto, { createHash } from "node:crypto";
import vm from "node:vm";

import { edgeFunctionCode } from "../../../components/site/edgeFunction";

type Args = Parameters<typeof edgeFunctionCode>[0];

interface Request {
    readonly uri: string;
    readonly statusCode?: number;
    readonly headers: Record<string, { readonly value: string }>;
}

const args: Args = {
    host: "example.com",
    redirectHosts: ["www.example.com"],
    redirects: {},
    rewrites: {},
    spa: true,
    authorization: undefined,
};

/** Runs the function as CloudFront does: plain code in a world with little in it. */
function run(
    more: Partial<Args>,
    uri: string,
    headers: Record<string, string> = {},
    querystring = {},
): Request {
    const event = {
        request: {
            uri,
            querystring,
            headers: Object.fromEntries(
                Object.entries({ host: "example.com", ...headers }).map(([name, value]) => [name, { value }]),
            ),
        },
    };
    const world = { event, require: (name: string) => (name === "crypto" ? crypto : undefined) };
    const code = edgeFunctionCode({ ...args, ...more });
    return JSON.parse(JSON.stringify(vm.runInNewContext(`${code}\nhandler(event);`, world))) as Request;
}

const shown = (more: Partial<Args>, uri: string): string => run(more, uri).uri;
const sentTo = (more: Partial<Args>, uri: string, query = {}): unknown => {
    const { statusCode, headers } = run(more, uri, {}, query);
    return [statusCode, headers["location"]?.value];
};

describe("the edge function of a site", () => {
    for (const [uri, file] of Object.entries({
        "/": "/index.html",
        "/orders": "/index.html",
        "/orders/7": "/index.html",
        "/users/john.doe": "/index.html",
        "/assets/app-5c1d0a37.js": "/assets/app-5c1d0a37.js",
        "/config.json": "/config.json",
        "/Photo.JPG": "/Photo.JPG",
    })) {
        it(`of an application returns ${file} for ${uri}`, () => {
            assert.equal(shown({}, uri), file);
        });
    }

    for (const [uri, file] of Object.entries({
        "/": "/index.html",
        "/about": "/about/index.html",
        "/about/": "/about/index.html",
        "/about.html": "/about.html",
    })) {
        it(`of pages returns ${file} for ${uri}`, () => {
            assert.equal(shown({ spa: false }, uri), file);
        });
    }

    it("redirects other hosts to the site's main host, with the same path", () => {
        const query = { a: { value: "1" }, b: { value: "2", multiValue: [{ value: "2" }, { value: "3" }] } };
        const { statusCode, headers } = run({}, "/orders", { host: "www.example.com:443" }, query);
        assert.deepEqual(
            [statusCode, headers["location"]?.value],
            [301, "https://example.com/orders?a=1&b=2&b=3"],
        );
    });

    it("redirects paths, and all paths below one, the most specific rule first", () => {
        const redirects = {
            "/old": "/new",
            "/blog/*": "https://blog.example.com/*",
            "/blog/2020/*": "/archive?year=2020",
        };
        assert.deepEqual(sentTo({ redirects }, "/old"), [301, "/new"]);
        assert.deepEqual(sentTo({ redirects }, "/blog/a/b"), [301, "https://blog.example.com/a/b"]);
        assert.deepEqual(sentTo({ redirects }, "/blog/2020/a", { x: { value: "1" } }), [
            301,
            "/archive?year=2020&x=1",
        ]);
        assert.equal(shown({ redirects }, "/older"), "/index.html");
        assert.equal(shown({ redirects }, "/constructor"), "/index.html");
    });

    it("returns another file under the same address", () => {
        const rewrites = { "/terms": "/legal/terms-2.html", "/docs/*": "/docs.html" };
        assert.equal(shown({ rewrites }, "/terms"), "/legal/terms-2.html");
        assert.equal(shown({ rewrites }, "/docs/a/b"), "/docs.html");
    });

    it("returns the page only with the password", () => {
        const header = "Basic cHJldmlldzpzZWNyZXQ=";
        const authorization = createHash("sha256").update(header).digest("hex");
        const attempts: Record<string, string>[] = [{}, { authorization: "Basic x" }, { authorization }];
        for (const wrong of attempts) {
            const { statusCode, headers } = run({ authorization }, "/", wrong);
            assert.equal(statusCode, 401);
            assert.match(headers["www-authenticate"]?.value ?? "", /^Basic /);
        }
        assert.equal(run({ authorization }, "/", { authorization: header }).uri, "/index.html");
    });

    it("requires the password before any other response", () => {
        const locked = { authorization: "0".repeat(64), redirects: { "/old": "/new" } };
        assert.equal(run(locked, "/old").statusCode, 401);
        assert.equal(run(locked, "/", { host: "www.example.com" }).statusCode, 401);
    });

    it("fits CloudFront's size limit, with some hundred redirects", () => {
        const redirects = Object.fromEntries(
            Array.from({ length: 150 }, (_, index) => [`/old/page-${index}`, `/new/${index}`]),
        );
        assert.ok(Buffer.byteLength(edgeFunctionCode({ ...args, redirects })) < 10_240);
    });
});
