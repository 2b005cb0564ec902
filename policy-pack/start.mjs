// What Pulumi loads. The sources are many small files, too slow to compile at every start: they are bundled into one
// file, anew when one of them is newer than the bundle. A published package has only the bundle.
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import module from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

// Older versions lack APIs used here and in the bundle, and would fail with unrelated errors.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 22 || (major === 22 && minor < 12)) {
    console.error(
        `The policy pack needs Node.js 22.12 or later; this is ${process.versions.node} (${process.execPath}).`,
    );
    process.exit(1);
}

const require = module.createRequire(import.meta.url);
const file = fileURLToPath(import.meta.url);
const folder = path.dirname(file);
const source = path.join(folder, "index.ts");
const published = path.join(folder, "dist", "pack.js");

/** @param {string} target */
function build(target) {
    mkdirSync(path.dirname(target), { recursive: true });
    // Written whole or not at all: two packs may start at once.
    const part = `${target}.${process.pid}`;
    const { buildSync } = require("esbuild");
    const { metafile } = buildSync({
        absWorkingDir: folder,
        metafile: true,
        entryPoints: [source],
        outfile: part,
        bundle: true,
        platform: "node",
        target: "node22",
        // The SDK must be the one that runs; zod and yaml load faster from one file.
        external: ["@pulumi/*", "@grpc/*", "google-protobuf"],
        keepNames: true,
        // Read only to name the source of an error.
        sourcemap: target === published ? false : "external",
        logLevel: "error",
    });
    if (target !== published) {
        writeFileSync(`${part}.json`, JSON.stringify(Object.keys(metafile.inputs)));
        renameSync(`${part}.json`, sourcesOf(target));
        renameSync(`${part}.map`, `${target}.map`);
    }
    renameSync(part, target);
}

/** @param {string} target */
function sourcesOf(target) {
    return `${target}.sources.json`;
}

/**
 * @param {string} target
 * @returns {boolean} whether the bundle is there and newer than each file that went into it
 */
function isCurrent(target) {
    const built = statSync(target, { throwIfNoEntry: false })?.mtimeMs;
    if (built === undefined || !existsSync(sourcesOf(target))) return false;
    const sources = /** @type {string[]} */ (JSON.parse(readFileSync(sourcesOf(target), "utf8")));
    return [file, ...sources.map((name) => path.join(folder, name))].every(
        (name) => (statSync(name, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) <= built,
    );
}

/** @returns {string} the bundle to run */
function bundle() {
    if (!existsSync(source)) return published;
    const built = path.join(folder, "node_modules", ".cache", "pack.js");
    if (!isCurrent(built)) build(built);
    return built;
}

/** Of an installed package, where npm and others keep their caches: nothing is written into a package. */
function compileCache() {
    const modules = `${path.sep}node_modules`;
    const end = folder.lastIndexOf(modules + path.sep);
    return end < 0
        ? path.join(folder, "node_modules", ".cache", "node")
        : path.join(folder.slice(0, end) + modules, ".cache", "plumbline", "node");
}

/**
 * Loads a module of the SDK when one of its functions is called.
 * @param {string} name
 */
function defer(name) {
    // As @pulumi/policy finds it: there may be two.
    const { resolve } = module.createRequire(require.resolve("@pulumi/policy"));
    const deferred = path.join(path.dirname(resolve("@pulumi/pulumi/package.json")), name);
    // Another version of the SDK may have no such file, and then starts as it does.
    if (!existsSync(deferred) || require.cache[deferred] !== undefined) return;
    const stub = new module.Module(deferred);
    const load = () => {
        if (require.cache[deferred] === stub) Reflect.deleteProperty(require.cache, deferred);
        return require(deferred);
    };
    stub.loaded = true;
    stub.exports = new Proxy(
        {},
        {
            get:
                (_target, own) =>
                (/** @type {unknown[]} */ ...args) =>
                    load()[own](...args),
        },
    );
    require.cache[deferred] = stub;
}

if (process.argv[2] === "--build") build(published);
else {
    // What Node compiles is kept for the next start. Engines kill a pack, which then could not write it at its end.
    module.enableCompileCache(compileCache());
    // It resolves packages of serialised functions with npm's resolver: a third of the start time, unused here.
    defer("runtime/closure/codePaths.js");
    require(bundle());
    setTimeout(module.flushCompileCache, 1000).unref();
}
