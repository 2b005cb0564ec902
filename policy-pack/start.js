// What Pulumi loads. The sources are many small files, too slow to compile at every start: they are bundled into one
// when one of them is newer than the bundle. A published package has only the bundle.
const { existsSync, mkdirSync, readdirSync, renameSync, statSync } = require("node:fs");
const path = require("node:path");

const source = path.join(__dirname, "index.ts");
const published = path.join(__dirname, "dist", "pack.js");

/** @param {string} file */
function build(file) {
    mkdirSync(path.dirname(file), { recursive: true });
    // Written whole or not at all: two packs may start at once.
    const part = `${file}.${process.pid}`;
    require("esbuild").buildSync({
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
    const sources = readdirSync(__dirname, { recursive: true, encoding: "utf8" })
        .filter((name) => !/(^|[\\/])(node_modules|dist)[\\/]/.test(name) && /\.(ts|json|yaml)$/.test(name))
        .map((name) => path.join(__dirname, name));
    return Math.max(...[...sources, __filename].map((name) => statSync(name).mtimeMs));
}

/** @returns {string} the bundle to run */
function bundle() {
    if (!existsSync(source)) return published;
    const file = path.join(__dirname, "node_modules", ".cache", "pack.js");
    if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) < newestSource()) build(file);
    return file;
}

if (process.argv[2] === "--build") build(published);
else require(bundle());
