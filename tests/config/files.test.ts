/** Files of sites and functions that AWS, or the upload, does not take. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { filesFit } from "../../config/checks/files";
import { entriesOf } from "../../config/checks/walk";
import { handlersExist } from "../../config/sections/compute/handlerChecks";
import { folderOf } from "../support/fixtures";
import { complaints, minimal } from "./fixtures";

/** Code as it is after validation. */
const BUNDLE = { code: "dist", handler: "index.handler", runtime: "nodejs22.x", layers: [] };

/** Complaints about a folder, as a site or as code. */
function about(
    kind: "site" | "code" | "task",
    files: Record<string, string>,
    change?: (folder: string) => void,
): string[] {
    const { folder: root, remove } = folderOf(files);
    try {
        change?.(join(root, "dist"));
        const values = {
            sites: kind === "site" ? { shop: { content: "dist" } } : {},
            functions: kind === "code" ? { orders: BUNDLE } : {},
            tasks: kind === "task" ? { orders: BUNDLE } : {},
        };
        return filesFit
            .run(values as never, { root, stack: "unit", project: "plumbline" })
            .map(({ key, message }) => {
                const start = '"dist" is not allowed; ';
                assert.equal(
                    key,
                    kind === "site"
                        ? "plumbline:sites.shop.content"
                        : `plumbline:${kind === "task" ? "tasks" : "functions"}.orders.code`,
                );
                assert.ok(message.startsWith(start), message);
                return message.slice(start.length);
            });
    } finally {
        remove();
    }
}

const SITE = { "dist/index.html": "" };
const CODE = { "dist/index.mjs": "" };

describe("the files of a site", () => {
    it("may be anything that is meant for visitors", () => {
        const files = {
            ".well-known/security.txt": "",
            "app.css": "",
            ".nojekyll": "",
            "a/environment.js": "",
        };
        const all = Object.fromEntries(Object.entries(files).map(([path, text]) => [`dist/${path}`, text]));
        const linked = (folder: string): void => {
            symlinkSync("app.css", join(folder, "other.css"));
        };
        assert.deepEqual(about("site", { ...SITE, ...all }, linked), []);
    });

    for (const [path, why] of Object.entries({
        ".env": "may hold secrets",
        ".env.production": "may hold secrets",
        "admin/.npmrc": "may hold secrets",
        id_rsa: "may hold secrets",
        ".git": "is of version control",
        ".DS_Store": "is of an operating system",
        "img/Thumbs.db": "is of an operating system",
        ".index.html.swp": "is of an editor",
        "index.html~": "is of an editor",
        "node_modules/.cache": "is of a tool",
    })) {
        it(`do not include ${path}`, () => {
            const inside = /git|cache/.test(path) ? `dist/${path}/HEAD` : `dist/${path}`;
            assert.deepEqual(about("site", { ...SITE, [inside]: "x" }), [
                `"${path}" in it ${why} and would be published; take it out of the folder`,
            ]);
        });
    }

    it("do not include a second config.json", () => {
        assert.deepEqual(about("site", { ...SITE, "dist/config.json": "{}", "dist/a/config.json": "{}" }), [
            '"config.json" in it would be a second one beside the one that holds settings and addresses; take it out, and use settings',
        ]);
    });

    it("are no links to folders or to nothing, and no pipes", () => {
        const change = (folder: string): void => {
            mkdirSync(join(folder, "a"));
            symlinkSync("a", join(folder, "b"));
            symlinkSync("nowhere", join(folder, "c"));
            execFileSync("mkfifo", [join(folder, "d")]);
        };
        assert.deepEqual(about("site", SITE, change), [
            '"d" in it is a pipe, a socket or a device; it must hold files and folders only',
            '"b" in it is a link to a folder; it must be the files themselves',
            '"c" in it is a link to nothing; it must be the files themselves',
        ]);
    });

    it("have at most 5 GiB each", () => {
        const grown = (bytes: number) => (folder: string) => {
            truncateSync(join(folder, "index.html"), bytes);
        };
        assert.deepEqual(about("site", SITE, grown(5 * 1024 ** 3)), []);
        assert.deepEqual(about("site", SITE, grown(5 * 1024 ** 3 + 1)), [
            '"index.html" in it has 5368709121 bytes; S3 takes at most 5 GiB in one upload',
        ]);
    });

    it("differ in more than capitals", () => {
        assert.deepEqual(about("site", { ...SITE, "dist/Index.html": "" }), [
            '"Index.html" and "index.html" in it differ in capitals only; rename one of the two',
        ]);
    });

    it("have paths that fit into a key", () => {
        const path = Array.from({ length: 5 }, () => "a".repeat(200)).join("/");
        assert.match(
            about("site", { ...SITE, [`dist/${path}`]: "" }).join("\n"),
            /^the path .* longer than the 950 bytes/,
        );
    });

    it("can be read", () => {
        const { folder, remove } = folderOf({ "index.html": "", "a/b": "" });
        try {
            const entries = entriesOf(folder, (place) => !place.endsWith("/a") && !place.endsWith(".html"));
            assert.deepEqual(
                entries.map(({ path, isReadable }) => [path, isReadable]),
                [
                    ["a", false],
                    ["index.html", false],
                ],
            );
        } finally {
            remove();
        }
    });
});

describe("the code of a function", () => {
    it("is not empty", () => {
        const empty = (folder: string): void => {
            mkdirSync(join(folder, "node_modules"), { recursive: true });
        };
        assert.deepEqual(about("code", {}, empty), ["it is empty; it must hold the code"]);
    });

    it("has no links but those of commands", () => {
        const change = (folder: string): void => {
            mkdirSync(join(folder, "node_modules/.bin"), { recursive: true });
            symlinkSync("../../index.mjs", join(folder, "node_modules/.bin/tool"));
            symlinkSync("index.mjs", join(folder, "other.mjs"));
        };
        assert.deepEqual(about("code", CODE, change), [
            '"other.mjs" in it is a link, which the archive would leave out; it must be the files themselves',
        ]);
    });

    it("is judged alike as that of a task", () => {
        const linked = (folder: string): void => {
            symlinkSync("index.mjs", join(folder, "other.mjs"));
        };
        assert.equal(about("task", CODE, linked).length, 1);
        assert.equal(about("task", {}, (folder) => void mkdirSync(folder)).length, 1);
        assert.deepEqual(about("task", CODE), []);
    });

    it("may have links in what is bundled, of which only the bundle goes to Lambda", () => {
        const change = (folder: string): void => {
            symlinkSync("index.ts", join(folder, "other.ts"));
        };
        assert.deepEqual(about("code", { "dist/index.ts": "export const handler = 1;" }, change), []);
    });
});

describe("a handler", () => {
    const said = (files: Record<string, string>, handler: string, runtime = "nodejs22.x"): string[] => {
        const code = Object.fromEntries(Object.entries(files).map(([path, text]) => [`code/${path}`, text]));
        const { folder: root, remove } = folderOf({ "code/other": "", ...code });
        try {
            const functions = { orders: { code: "code", handler, runtime, layers: [] } };
            return handlersExist
                .run({ functions, tasks: {} } as never, { root, stack: "unit", project: "plumbline" })
                .map(({ key, message }) => `${key}: ${message}`);
        } finally {
            remove();
        }
    };
    const key = "plumbline:functions.orders.handler: ";

    for (const [path, text, handler, runtime] of [
        ["index.mjs", "export const handler = async () => 1;", "index.handler"],
        ["index.js", "exports.handler = () => 1;", "index.handler"],
        ["index.cjs", "module.exports = { a, handler };", "index.handler"],
        ["index.cjs", "module.exports = create();", "index.handler"],
        ["index.mjs", "const run = 1;\nexport { run as handler };", "index.handler"],
        ["index.mjs", 'export * from "./other.mjs";', "index.handler"],
        ["src/a.mjs", "export async function run() {}", "src/a.run"],
        ["a.mjs", "export const { run, stop } = create();", "a.run"],
        ["main.py", "def run(event, context):\n    pass", "main.run", "python3.13"],
        ["pkg/main.py", "run = make()", "pkg.main.run", "python3.13"],
        ["pkg/__init__.py", "from .main import (\n    other,\n    run,\n)", "pkg.run", "python3.13"],
    ] as const) {
        it(`${handler} is found in ${path}: ${text.replaceAll("\n", " ")}`, () => {
            assert.deepEqual(said({ [path]: text }, handler, runtime), []);
        });
    }

    it("needs its file", () => {
        assert.deepEqual(said({}, "src/index.handler"), [
            `${key}"src/index.handler" is not allowed; its file must be in code, as one of src/index.js, src/index.mjs, src/index.cjs, src/index.ts, src/index.mts, src/index.cts, src/index.tsx, src/index.jsx`,
        ]);
        assert.deepEqual(said({ "index.mjs": "" }, "index.handler", "python3.13"), [
            `${key}"index.handler" is not allowed; its file must be in code, as one of index.py, index/__init__.py`,
        ]);
        assert.equal(said({ "a.mjs": "export const b = 1;" }, "../code/a.b").length, 1);
    });

    it("is exported", () => {
        assert.deepEqual(
            said({ "index.mjs": "const handler = 1;\nexport const other = handler;" }, "index.run"),
            [`${key}"index.run" is not allowed, because index.mjs in code exports no run`],
        );
        assert.deepEqual(said({ "index.mjs": "const handler = () => 1;" }, "index.handler"), [
            `${key}"index.handler" is not allowed, because index.mjs in code exports no handler`,
        ]);
        assert.deepEqual(said({ "main.py": "def other():\n    pass" }, "main.run", "python3.13"), [
            `${key}"main.run" is not allowed, because main.py in code defines no run`,
        ]);
    });
});

describe("layers and images of a function", () => {
    it("are in its own region", () => {
        const image = (region: string): string => `111122223333.dkr.ecr.${region}.amazonaws.com/orders:1`;
        const layer = (region: string): string => `arn:aws:lambda:${region}:111122223333:layer:a:1`;
        const near = "Lambda takes it from the function's own region only, which is eu-west-1";
        const functions = (region: string) => ({
            functions: {
                a: { image: image(region) },
                b: { code: "examples/sample/functions/orders", layers: [layer(region)] },
            },
        });
        assert.deepEqual(complaints({ ...minimal, ...functions("eu-west-1") }), []);
        assert.deepEqual(complaints({ ...minimal, ...functions("us-east-1") }), [
            `plumbline:functions.a.image: "${image("us-east-1")}" is not allowed, because it is in us-east-1; ${near}`,
            `plumbline:functions.b.layers[0]: "${layer("us-east-1")}" is not allowed, because it is in us-east-1; ${near}`,
        ]);
    });
});
