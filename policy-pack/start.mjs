// What Pulumi loads. The sources are many small files, too slow to compile at every start: they are bundled into one
// when one of them is newer than the bundle. A published package has only the bundle.
import { existsSync, mkdirSync, readdirSync, renameSync, statSync } from "node:fs";
import { createRequire, enableCompileCache, flushCompileCache } from "node:module";
import path from "node:path";

const require = createRequire(import.meta.url);
const folder = import.meta.dirname;
const source = path.join(folder, "index.ts");
const published = path.join(folder, "dist", "pack.js");

/** @param {string} file */
function build(file) {
    mkdirSync(path.dirname(file), { recursive: true });
    // Written whole or not at all: two packs may start at once.
    const part = `${file}.${process.pid}`;
    const { buildSync } = require("esbuild");
    buildSync({
        entryPoints: [source],
        outfile: part,
        bundle: true,
        platform: "node",
        target: "node22",
        // The SDK must be the one that runs; zod and yaml load faster from one file.
        external: ["@pulumi/*", "@grpc/*", "google-protobuf"],
        keepNames: true,
        logLevel: "error",
    });
    renameSync(part, file);
}

/** @returns {number} when the newest source was changed */
function newestSource() {
    const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => !/(^|[\\/])(node_modules|dist)[\\/]/.test(name) && /\.(ts|json|yaml)$/.test(name))
        .map((name) => path.join(folder, name));
    return Math.max(...[...sources, import.meta.filename].map((name) => statSync(name).mtimeMs));
}

/** @returns {string} the bundle to run */
function bundle() {
    if (!existsSync(source)) return published;
    const file = path.join(folder, "node_modules", ".cache", "pack.js");
    if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < newestSource()) build(file);
    return file;
}

if (process.argv[2] === "--build") build(published);
else {
    // What Node compiles is kept for the next start. Engines kill a pack, which then could not write it at its end.
    enableCompileCache(path.join(folder, "node_modules", ".cache", "node"));
    require(bundle());
    setTimeout(flushCompileCache, 1000).unref();
}
