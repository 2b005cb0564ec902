import assert from "node:assert/strict";
import crypto, { createHash } from "node:crypto";
import vm from "node:vm";

import { edgeFunctionCode } from "../../../model/edgeCode";

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
    files: [],
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

/** Names that no list of extensions knows. */
const ODD_FILES = [
    "LICENSE",
    "CNAME",
    ".well-known/apple-app-site-association",
    ".well-known/security.txt",
    "download/app.apk",
    "figures.xlsx",
    "film.MOV",
    "with space/and more",
    "übersicht/größe",
    "C++/notes+1",
    "100% sure",
    "docs/v1.2/changes",
    "v2.0",
    "@scope/~user",
    "model.safetensors",
    "archive.tar.zst",
    "a?b",
    "constructor",
    "quote'and\"more",
];

/** The key that S3 takes from a path. */
const keyOf = (uri: string): string => decodeURIComponent(uri.slice(1).replaceAll("+", " "));

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

    it("of an application returns every file of the release, whatever its name", () => {
        for (const path of ODD_FILES) {
            const uri = `/${path.split("/").map(encodeURIComponent).join("/")}`;
            assert.equal(keyOf(shown({ files: ODD_FILES }, uri)), path, uri);
        }
        // As browsers write these characters.
        assert.equal(keyOf(shown({ files: ODD_FILES }, "/C++/notes+1")), "C++/notes+1");
        assert.equal(keyOf(shown({ files: ODD_FILES }, "/@scope/~user")), "@scope/~user");
    });

    it("of an application returns a path that is no file and looks like none as its page", () => {
        for (const uri of [
            "/license",
            "/LICENSE/7",
            "/docs/v3.0",
            "/users/j.doe",
            "/users/jane@example.com",
            "/100%",
            "/.well-known/",
            "/data",
            "/C",
        ]) {
            assert.equal(shown({ files: ODD_FILES }, uri), "/index.html", uri);
        }
    });

    it("of an application shows the page that a folder of the release has, with and without a slash", () => {
        const files = ["index.html", "docs/index.html", "docs", "LICENSE", "news.v2/index.html", "news.v2"];
        for (const [uri, file] of Object.entries({
            "/docs": "/docs",
            "/docs/": "/docs",
            "/news.v2/": "/news.v2",
            "/docs/intro/": "/index.html",
            "/": "/index.html",
            "/other/": "/index.html",
            "/a.png/": "/index.html",
        })) {
            assert.equal(shown({ files }, uri), file, uri);
        }
    });

    it("of an application never returns its page for a missing picture, script, document or archive", () => {
        for (const name of [
            "app-0ld.js",
            "a.css",
            "a.PNG",
            "a.xlsx",
            "a.mov",
            "a.apk",
            "a.heic",
            "a.tar.gz",
            "a.map",
        ]) {
            assert.equal(shown({ files: ODD_FILES }, `/assets/${name}`), `/assets/${name}`);
        }
    });

    it("of pages returns what is asked for, and the page in a folder for an address with a slash at the end", () => {
        for (const [uri, file] of Object.entries({
            "/": "/index.html",
            "/about": "/about",
            "/about/": "/about/index.html",
            "/about.html": "/about.html",
            "/v1.2/": "/v1.2/index.html",
            "/docs/node.js/": "/docs/node.js/index.html",
            "/LICENSE": "/LICENSE",
            "/a.xlsx": "/a.xlsx",
            "/a+b": "/a%2Bb",
        })) {
            assert.equal(shown({ spa: false }, uri), file);
        }
    });

    it("of pages finds the pages of a release that has them in their folders only", () => {
        const files = ["index.html", "about/index.html", "über uns/index.html", "new/index.html", "new"];
        const shownOf = (uri: string) => shown({ spa: false, files }, uri);
        assert.equal(shownOf("/about"), "/about/index.html");
        assert.equal(shownOf("/%C3%BCber%20uns"), "/%C3%BCber%20uns/index.html");
        assert.equal(shownOf("/new"), "/new");
        assert.equal(shownOf("/other"), "/other");
    });

    describe("of an application with many files without extensions", () => {
        const items = Array.from({ length: 100_000 }, (_, index) => `items/${index % 100}/${index}`);
        const files = ["LICENSE", "index.html", ".well-known/apple-app-site-association", ...items];
        const code = edgeFunctionCode({ ...args, files });

        it("fits CloudFront's limit", () => {
            assert.ok(Buffer.byteLength(code) <= 10_240, String(Buffer.byteLength(code)));
        });

        it("still returns each of them, and pages elsewhere", () => {
            const world: Record<string, unknown> = {};
            vm.runInNewContext(`${code}; isFileHere = isFile;`, world);
            const isFile = world["isFileHere"] as (uri: string) => boolean;
            assert.deepEqual(
                files.filter((path) => !isFile(`/${path}`)),
                [],
            );
            for (const uri of ["/orders/7", "/license", "/items", "/items/", "/"])
                assert.ok(!isFile(uri), uri);
        });

        it("tells them by an extension where they have one of their own", () => {
            const scans = Array.from({ length: 2_000 }, (_, index) => `scan-${index}.dcm`);
            assert.equal(shown({ files: scans }, "/scan-1999.DCM"), "/scan-1999.DCM");
            assert.equal(shown({ files: scans }, "/scans"), "/index.html");
        });

        it("refuses more in the topmost folder than a function holds", () => {
            const top = Array.from({ length: 2_000 }, (_, index) => `item-${index}`);
            assert.throws(
                () => edgeFunctionCode({ ...args, files: top }),
                /^Error: the names of files without an extension in the topmost folder need more than the 10240 bytes/,
            );
        });
    });

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
