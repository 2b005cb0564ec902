// Compiles TypeScript for ts-node: the TypeScript compiler itself, with a cache of its answers. Compiling the 200 files
// of the program takes longer than anything else before its first resource, and a file that has not changed compiles to
// the same. The key of an answer is a hash of the file's text and all settings, so that answers never become stale; places
// are none of them, so that all clones on one machine share answers.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { modulesOf } from "./modules.mjs";
import { quickenSdk } from "./quickSdk.mjs";
import { skipUnseenTraces } from "./stackTraces.mjs";

const require = createRequire(import.meta.url);
const ownCache = path.join(modulesOf(path.dirname(import.meta.dirname)), ".cache/plumbline/transpiled");

/** @typedef {import("ts-node").TranspileOutput} Output */

/**
 * @param {import("ts-node").CreateTranspilerOptions & { nodeModuleEmitKind?: string, cache?: string }} options
 *   `cache`: a folder for the answers, by default one in the node_modules that this is installed in
 * @returns {import("ts-node").Transpiler}
 */
export function create({ service: { config, options }, nodeModuleEmitKind, cache = ownCache }) {
    quickenSdk();
    skipUnseenTraces();
    /** @type {import("typescript")} */
    const ts = require(options.compiler ?? "typescript");
    const placeless = withoutPlaces(config.options);
    const settings = JSON.stringify([ts.version, placeless, nodeModuleEmitKind ?? ""]);
    return {
        transpile(text, { fileName }) {
            const key = createHash("sha256")
                .update(`${settings}\0${path.extname(fileName)}\0${text}`)
                .digest("hex");
            const file = path.join(cache, key);
            return read(file) ?? keep(file, compile(text, fileName));
        },
    };

    /**
     * @param {string} text
     * @param {string} fileName
     * @returns {Output}
     */
    function compile(text, fileName) {
        const isModule = nodeModuleEmitKind === "nodeesm";
        const { outputText, diagnostics, sourceMapText } = ts.transpileModule(text, {
            fileName,
            compilerOptions: { ...placeless, ...(isModule && { module: ts.ModuleKind.ESNext }) },
            reportDiagnostics: true,
        });
        return { outputText, ...(diagnostics && { diagnostics }), ...(sourceMapText && { sourceMapText }) };
    }
}

/**
 * Without where the project is, on which no output depends: ts-node puts places into source maps itself.
 * @param {import("typescript").CompilerOptions} options
 */
function withoutPlaces(options) {
    return { ...options, configFilePath: undefined, outDir: undefined };
}

/**
 * @param {string} file
 * @returns {Output | undefined}
 */
function read(file) {
    try {
        return JSON.parse(readFileSync(file, "utf8"));
    } catch {
        return undefined;
    }
}

/**
 * Keeps an answer without diagnostics, which have to be shown each time. Whole or not at all: several programs may
 * compile the same file at once. Where nothing can be written, it is compiled again next time.
 * @param {string} file
 * @param {Output} output
 */
function keep(file, output) {
    if (!output.diagnostics?.length) {
        const part = `${file}.${process.pid}`;
        try {
            mkdirSync(path.dirname(file), { recursive: true });
            writeFileSync(
                part,
                JSON.stringify({ outputText: output.outputText, sourceMapText: output.sourceMapText }),
            );
            renameSync(part, file);
        } catch {
            // Of a read-only installation, say.
        }
    }
    return output;
}
