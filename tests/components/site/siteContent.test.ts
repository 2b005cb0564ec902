import assert from "node:assert/strict";

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
    };
    for (const [path, expected] of Object.entries(files)) {
        it(`${path}: ${expected}`, () => {
            assert.equal(cacheControl(path), expected);
        });
    }
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

    it("must exist", () => {
        assert.throws(() => readSite("nowhere/at/all"), /ENOENT/);
    });
});
