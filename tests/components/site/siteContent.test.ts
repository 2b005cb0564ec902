import assert from "node:assert/strict";
import { createHash } from "node:crypto";

import { cacheControl, readSite } from "../../../components/site/siteContent";
import { folderOf } from "../../support/fixtures";

const NEVER = "max-age=0,no-cache,no-store,must-revalidate";
const FOR_EVER = "max-age=31536000,public,immutable";
const SHORTLY = "max-age=300,public";

describe("cache lifetime of a site's file", () => {
    const files = {
        "index.html": NEVER,
        "about/team-5c1d0a37.html": NEVER,
        "assets/style-5c1d0a37.css": FOR_EVER,
        "main.8e4b2f19.js": FOR_EVER,
        "_next/static/framework-5429a50ba5373c56.js": FOR_EVER,
        "assets/index-BqP3xY9z.js": FOR_EVER,
        "assets/index-D-4X9_ab.js": FOR_EVER,
        "chunk-JX7K2QLM.js": FOR_EVER,
        "favicon.ico": SHORTLY,
        "service-worker.js": SHORTLY,
        "privacy-policy-2024.pdf": SHORTLY,
        "report-20240601.pdf": SHORTLY,
        "photo-Summer24.jpg": SHORTLY,
        "jquery-3.7.1.min.js": SHORTLY,
        "no-extension-5c1d0a37": SHORTLY,
        "logo-Retina2x.png": SHORTLY,
        "assets/IMG-2024aBcD.jpg": SHORTLY,
        "renderer-WebGL2Ex.js": SHORTLY,
        "player-Version2.js": SHORTLY,
        "minutes-12dec2024.pdf": SHORTLY,
        "minutes-12dec2024.js": SHORTLY,
        "room-facade01.js": SHORTLY,
        "users/123e4567-e89b-12d3-a456-426614174abc.png": SHORTLY,
        "users/507f1f77bcf86cd799439011.jpg": SHORTLY,
        "part-4f22b01c.jpg": SHORTLY,
    };
    for (const [path, expected] of Object.entries(files)) {
        it(`${path}: ${expected}`, () => {
            assert.equal(cacheControl(path), expected);
        });
    }
});

describe("evidence that a file never changes under its name", () => {
    const hashes = (content: string, algorithm: string) => {
        const hash = createHash(algorithm).update(content).digest();
        return { hex: hash.toString("hex"), base64: hash.toString("base64url") };
    };

    it("is a hash of its content in the name", () => {
        const content = Buffer.from("picture");
        const { hex } = hashes("picture", "md5");
        const { base64 } = hashes("picture", "sha256");
        for (const token of [hex, hex.slice(0, 8), hashes("picture", "sha512").hex.slice(0, 12)]) {
            assert.equal(cacheControl(`img/logo-${token}.png`, { content }), FOR_EVER, token);
            assert.equal(cacheControl(`img/${token}.png`, { content }), FOR_EVER, token);
            assert.equal(
                cacheControl(`img/logo-${token}.png`, { content: Buffer.from("x") }),
                SHORTLY,
                token,
            );
        }
        assert.equal(
            cacheControl(`a.${base64.slice(0, 10)}.woff2`, { content }),
            /[-_]/.test(base64.slice(0, 10)) ? SHORTLY : FOR_EVER,
        );
        assert.equal(cacheControl(`img/logo-${hex.slice(0, 6)}.png`, { content }), SHORTLY);
    });

    it("is the stack file's word, but never of a page", () => {
        const patterns = ["/assets/*"];
        assert.equal(cacheControl("assets/logo-Retina2x.png", { patterns }), FOR_EVER);
        assert.equal(cacheControl("logo-Retina2x.png", { patterns }), SHORTLY);
        assert.equal(cacheControl("assets/index.html", { patterns }), NEVER);
    });

    it("is, of a script, a folder in which a build has named all of them", () => {
        const cachesOf = (names: readonly string[]): Record<string, string> => {
            const { folder, remove } = folderOf(Object.fromEntries(names.map((name) => [name, name])));
            try {
                return Object.fromEntries(
                    readSite(folder).files.map((file) => [file.path, file.cacheControl]),
                );
            } finally {
                remove();
            }
        };
        const built = ["a/index-BqP3xY9z.js", "a/vendor-CdEfGhIj.js", "a/logo-Retina2x.png"];
        assert.deepEqual(cachesOf(built), {
            "a/index-BqP3xY9z.js": FOR_EVER,
            "a/logo-Retina2x.png": SHORTLY,
            "a/vendor-CdEfGhIj.js": FOR_EVER,
        });
        const mixed = cachesOf([...built, "a/app-settings.js"]);
        assert.equal(mixed["a/vendor-CdEfGhIj.js"], SHORTLY);
        assert.equal(mixed["a/index-BqP3xY9z.js"], FOR_EVER);
    });
});

describe("a folder as a site", () => {
    const releaseOf = (files: Record<string, string>): string => {
        const { folder, remove } = folderOf(files);
        try {
            return readSite(folder).release;
        } finally {
            remove();
        }
    };
    const files = { "index.html": "one", "a/b.txt": "two" };

    it("is the same release for the same content, in any place", () => {
        assert.equal(releaseOf(files), releaseOf({ "a/b.txt": "two", "index.html": "one" }));
    });

    it("is another release if a content, a path or the boundary between them changes", () => {
        const folders: Record<string, string>[] = [
            files,
            { ...files, "a/b.txt": "three" },
            { "index.html": "one", "a/c.txt": "two" },
            { "index.html": "on", "a/b.txt": "etwo" },
            { ...files, "empty.txt": "" },
        ];
        const releases = folders.map(releaseOf);
        assert.equal(new Set(releases).size, releases.length);
    });

    it("lists every file with its content type", () => {
        const { folder, remove } = folderOf({ "index.html": "", "data.json": "", "x.unknown-type": "" });
        try {
            assert.deepEqual(
                readSite(folder).files.map(({ path, contentType }) => [path, contentType]),
                [
                    ["data.json", "application/json; charset=utf-8"],
                    ["index.html", "text/html; charset=utf-8"],
                    ["x.unknown-type", "application/octet-stream"],
                ],
            );
        } finally {
            remove();
        }
    });

    it("tells text and JSON without an extension from other files", () => {
        const { folder, remove } = folderOf({
            LICENSE: "Free",
            ".well-known/apple-app-site-association": '{"applinks": {}}',
            "data/binary": "\0\u0001",
            ".nojekyll": "",
            about: "<!DOCTYPE html>\n<title>About</title>",
            feed: '<?xml version="1.0"?><rss></rss>',
            icon: '<svg xmlns="http://www.w3.org/2000/svg"></svg>',
            markup: "<b> is bold",
        });
        try {
            assert.deepEqual(
                Object.fromEntries(readSite(folder).files.map((file) => [file.path, file.contentType])),
                {
                    ".nojekyll": "text/plain; charset=utf-8",
                    ".well-known/apple-app-site-association": "application/json; charset=utf-8",
                    LICENSE: "text/plain; charset=utf-8",
                    "data/binary": "application/octet-stream",
                    about: "text/html; charset=utf-8",
                    feed: "application/xml; charset=utf-8",
                    icon: "image/svg+xml; charset=utf-8",
                    markup: "text/plain; charset=utf-8",
                },
            );
            const kept = new Map(readSite(folder).files.map((file) => [file.path, file.cacheControl]));
            assert.deepEqual([kept.get("about"), kept.get("feed")], [NEVER, SHORTLY]);
        } finally {
            remove();
        }
    });

    it("has the page of a folder under the folder's name as well", () => {
        const { folder, remove } = folderOf({
            "index.html": "home",
            "docs/node.js/index.html": "node",
            "about/index.html": "about",
            "about/team.html": "team",
        });
        try {
            const site = readSite(folder);
            const copies = site.files.filter(({ path, source }) => !source.endsWith(path));
            assert.deepEqual(
                copies.map(({ path, contentType, cacheControl: kept }) => [path, contentType, kept]),
                [
                    ["about", "text/html; charset=utf-8", NEVER],
                    ["docs/node.js", "text/html; charset=utf-8", NEVER],
                ],
            );
            assert.equal(site.files.length, 6);
        } finally {
            remove();
        }
    });

    it("must exist", () => {
        assert.throws(() => readSite("nowhere/at/all"), /ENOENT/);
    });
});
