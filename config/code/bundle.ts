/** Bundles handlers for Node with esbuild: all handlers with the same settings in one run. */
import { createRequire } from "node:module";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, extname, join, posix, relative, sep } from "node:path";

import type * as esbuilds from "esbuild";

import { type BuiltFile, digest, keepFiles, recall, remember, shortDigest } from "./store";

const load = createRequire(__filename);

/** How a handler is bundled. */
export interface BundleSettings {
    /** Packages that are left out, because a layer or the runtime has them. */
    readonly external: readonly string[];
    readonly minify: boolean;
    readonly sourceMaps: boolean;
    /** Kind of module; undefined: what the source is. */
    readonly format?: "cjs" | "esm" | undefined;
}

/** A handler's file. */
export interface Entry {
    /** Folder of the function's code, from the project's. */
    readonly code: string;
    /** Path in the code. */
    readonly file: string;
    readonly runtime: string;
    readonly settings: BundleSettings;
}

/** What is wrong with code, as esbuild says it. */
export interface Fault {
    /** From the project's folder; undefined if it is in no file. */
    readonly file: string | undefined;
    readonly message: string;
}

/** Folders with bundles, from the project's folder, in the order of the entries; or what is wrong. */
export type Bundled = { readonly folders: readonly string[] } | { readonly faults: readonly Fault[] };

/** Bundles handlers. What has not changed since an earlier run is taken from there. */
export function bundle(root: string, entries: readonly Entry[]): Bundled {
    const hashOf = hashes(root);
    const found = entries.map((entry) => earlier(root, entry, hashOf));
    const groups = new Map<string, Entry[]>();
    entries.forEach((entry, index) => {
        if (found[index] !== undefined) return;
        const key = JSON.stringify([target(entry), formatOf(root, entry), entry.settings]);
        groups.set(key, [...(groups.get(key) ?? []), entry]);
    });
    const made = new Map<Entry, string>();
    const faults: Fault[] = [];
    for (const group of groups.values()) {
        const result = run(root, group, hashOf);
        if ("faults" in result) faults.push(...result.faults);
        else group.forEach((entry, index) => made.set(entry, result.folders[index] ?? ""));
    }
    if (faults.length > 0) return { faults };
    return { folders: entries.map((entry, index) => found[index] ?? made.get(entry) ?? "") };
}

/** Part of the name under which a bundle is remembered: another form of what is built or remembered. */
const FORM = 1;

/** CommonJS in a module: packages that call `require` find it. */
const REQUIRE =
    'import { createRequire as createRequireOfBundle } from "node:module"; globalThis.require ??= createRequireOfBundle(import.meta.url);';

function run(root: string, entries: readonly Entry[], hashOf: HashOf): Bundled {
    const [first] = entries;
    if (first === undefined) return { folders: [] };
    const { external, minify, sourceMaps } = first.settings;
    const format = formatOf(root, first);
    const unique = new Map(entries.map((entry) => [posixOf(join(entry.code, entry.file)), entry]));
    const options: esbuilds.BuildOptions & { readonly write: false; readonly metafile: true } = {
        absWorkingDir: root,
        entryPoints: [...unique.keys()].map((path) => ({ in: path, out: withoutEnd(path) })),
        // As if the bundle lay beside its source: paths in it and in its map say nothing of this machine.
        outdir: root,
        allowOverwrite: true,
        write: false,
        metafile: true,
        bundle: true,
        platform: "node",
        target: target(first),
        format,
        outExtension: { ".js": END[format] },
        external: [...external],
        minify,
        keepNames: minify,
        sourcemap: sourceMaps ? "linked" : false,
        // Node needs positions only, and the archive stays small.
        sourcesContent: false,
        charset: "utf8",
        logLevel: "silent",
        logLimit: 0,
        ...(format === "esm" ? { banner: { js: REQUIRE } } : {}),
    };
    try {
        const { outputFiles, metafile } = esbuild().buildSync(options);
        const contents = new Map(
            outputFiles.map(({ path, contents: content }) => [posixOf(relative(root, path)), content]),
        );
        const folders = entries.map((entry) => {
            const output = `${withoutEnd(posixOf(join(entry.code, entry.file)))}${END[format]}`;
            const files = [output, `${output}.map`].flatMap((path): BuiltFile[] => {
                const content = contents.get(path);
                const own = posix.relative(posixOf(entry.code), path);
                return content === undefined ? [] : [{ path: own, content }];
            });
            const folder = keepFiles(root, files);
            remember(root, nameOf(root, entry), madeOf(root, metafile, output, folder, hashOf));
            return folder;
        });
        return { folders };
    } catch (error) {
        if (!isBuildFailure(error)) throw error;
        return { faults: error.errors.map(faultOf) };
    }
}

const END = { cjs: ".cjs", esm: ".mjs" } as const;

/** Loading esbuild takes longer than most commands need. */
function esbuild(): typeof esbuilds {
    return load("esbuild") as typeof esbuilds;
}

function isBuildFailure(error: unknown): error is esbuilds.BuildFailure {
    return error instanceof Error && Array.isArray((error as Partial<esbuilds.BuildFailure>).errors);
}

function faultOf({ text, location }: esbuilds.BuildFailure["errors"][number]): Fault {
    const hint = /No loader is configured for "\.node"/.test(text)
        ? "; a package with compiled parts goes into external, and into a layer"
        : "";
    return location === null
        ? { file: undefined, message: `${text}${hint}` }
        : {
              file: location.file,
              // esbuild counts columns from 0.
              message: `${location.file}:${location.line}:${location.column + 1}: ${text}${hint}`,
          };
}

/** esbuild's name of a runtime: node22 of nodejs22.x. */
function target({ runtime }: Entry): string {
    return `node${/\d+/.exec(runtime)?.[0] ?? ""}`;
}

/** The kind of module that the source is, by Node's rules. */
function formatOf(root: string, { code, file, settings }: Entry): "cjs" | "esm" {
    if (settings.format !== undefined) return settings.format;
    const end = extname(file);
    if (end === ".mts" || end === ".mjs") return "esm";
    if (end === ".cts" || end === ".cjs") return "cjs";
    for (const folder of foldersAbove(posixOf(join(code, dirname(file))))) {
        const manifest = join(root, folder, "package.json");
        if (!existsSync(manifest)) continue;
        return /"type"\s*:\s*"module"/.test(readFileSync(manifest, "utf8")) ? "esm" : "cjs";
    }
    return "cjs";
}

/** A folder and those around it, up to the project's. */
function foldersAbove(folder: string): string[] {
    const own = posix.normalize(folder);
    return own === "." || own.startsWith("..") ? [own] : [own, ...foldersAbove(posix.dirname(own))];
}

function withoutEnd(path: string): string {
    return path.slice(0, path.length - extname(path).length);
}

function posixOf(path: string): string {
    return path.split(sep).join("/");
}

/** What a bundle was made of. */
interface Made {
    readonly folder: string;
    /** Hashes of files, and of what decides about what is imported; by path from the project's folder. */
    readonly inputs: Readonly<Record<string, string>>;
}

function nameOf(root: string, entry: Entry): string {
    const { version } = esbuildManifest();
    const parts = [
        FORM,
        version,
        target(entry),
        formatOf(root, entry),
        entry.code,
        entry.file,
        entry.settings,
    ];
    return `bundle-${shortDigest(JSON.stringify(parts))}`;
}

function esbuildManifest(): { readonly version: string } {
    return load("esbuild/package.json") as { readonly version: string };
}

/** The folder of a bundle that was made of what is there now; undefined if there is none. */
function earlier(root: string, entry: Entry, hashOf: HashOf): string | undefined {
    const made = recall<Made>(root, nameOf(root, entry));
    if (made === undefined || !existsSync(join(root, made.folder))) return undefined;
    const isSame = Object.entries(made.inputs).every(([path, hash]) => hashOf(path) === hash);
    return isSame ? made.folder : undefined;
}

function madeOf(
    root: string,
    metafile: esbuilds.Metafile,
    output: string,
    folder: string,
    hashOf: HashOf,
): Made {
    const files = Object.keys(metafile.outputs[output]?.inputs ?? {}).filter((path) =>
        existsSync(join(root, path)),
    );
    const folders = [...new Set(files.flatMap((path) => foldersAbove(posix.dirname(path))))];
    // Another file of that name would be imported instead; these two say how.
    const own = folders.filter((one) => !one.includes("node_modules")).map((one) => `${one}/`);
    const settings = folders.flatMap((one) => [`${one}/package.json`, `${one}/tsconfig.json`]);
    const inputs = [...files, ...own, ...settings].map((path) => [path, hashOf(path)] as const);
    return { folder, inputs: Object.fromEntries(inputs) };
}

type HashOf = (path: string) => string;

/** Hashes files, and the names in folders (which end with `/`), each once. */
function hashes(root: string): HashOf {
    const known = new Map<string, string>();
    return (path) => {
        const hash = known.get(path) ?? hashNow(join(root, path), path.endsWith("/"));
        known.set(path, hash);
        return hash;
    };
}

function hashNow(place: string, isFolder: boolean): string {
    try {
        if (!isFolder) return digest(readFileSync(place));
        // Only what can be imported: an editor's files come and go.
        const names = readdirSync(place).filter((name) =>
            /^[^.].*\.[cm]?[jt]sx?$|\.json$/.test(basename(name)),
        );
        return digest(names.toSorted().join("\n"));
    } catch {
        return "absent";
    }
}
