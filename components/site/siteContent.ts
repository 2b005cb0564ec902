import { isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import mime from "mime";

import { folderPages } from "../../model/knownFiles";
import { builtFolders, type Evidence, isImmutable } from "./immutableFiles";

/** One file of a site. */
export interface SiteFile {
    /** Path within the site, with `/` as separator. */
    readonly path: string;
    /** Path on this machine. */
    readonly source: string;
    readonly contentType: string;
    readonly cacheControl: string;
}

/** A folder of files as a site. */
export interface SiteContent {
    readonly files: readonly SiteFile[];
    /** The first 16 hexadecimal digits of a hash over all paths and contents: the same folder, the same release. */
    readonly release: string;
}

/** `Cache-Control` of files; https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Cache-Control */
export const NEVER_CACHED = "max-age=0,no-cache,no-store,must-revalidate";
const KEPT_FOR_EVER = "max-age=31536000,public,immutable";
const KEPT_SHORTLY = "max-age=300,public";

const UNKNOWN = "application/octet-stream";
const PAGE = "text/html";

/**
 * Reads a folder.
 *
 * @param immutable path patterns of files whose content never changes under their name
 * @throws Error if it cannot be read
 */
export function readSite(folder: string, immutable: readonly string[] = []): SiteContent {
    const paths = list(folder, "");
    const built = builtFolders(paths);
    const hash = createHash("sha256");
    const files = paths.map((path): SiteFile => {
        const source = join(folder, path);
        const content = readFileSync(source);
        hash.update(path).update("\0").update(content).update("\0");
        const type = contentType(path, content);
        const evidence = { content, patterns: immutable, builtFolders: built };
        return {
            path,
            source,
            contentType: type,
            cacheControl: type.startsWith(PAGE) ? NEVER_CACHED : cacheControl(path, evidence),
        };
    });
    const pages = new Map([...folderPages(paths)].map(([page, path]) => [path, page]));
    // The page in a folder is also there under the folder's own name.
    const copies = files.flatMap((file) => {
        const page = pages.get(file.path);
        return page === undefined ? [] : [{ ...file, path: page }];
    });
    return { files: [...files, ...copies], release: hash.digest("hex").slice(0, 16) };
}

function list(folder: string, path: string): string[] {
    return readdirSync(join(folder, path), { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => {
            const inner = posix.join(path, entry.name);
            return entry.isDirectory() ? list(folder, inner) : [inner];
        });
}

function contentType(path: string, content: Buffer): string {
    const type = mime.getType(path) ?? (hasExtension(path) ? undefined : typeOf(content)) ?? UNKNOWN;
    return /^text\/|json$|javascript$|xml$/.test(type) ? `${type}; charset=utf-8` : type;
}

function hasExtension(path: string): boolean {
    return /[^.]\.[^.]+$/.test(posix.basename(path));
}

/** What text without an extension begins with, if it is no plain text. */
const BEGINNINGS: readonly (readonly [beginning: RegExp, type: string])[] = [
    [/^\uFEFF?\s*<(!doctype html|html)[\s>]/i, PAGE],
    [/^\uFEFF?\s*<svg[\s>]/, "image/svg+xml"],
    [/^\uFEFF?<\?xml\s/, "application/xml"],
];

/** A file without an extension is text (`LICENSE`), JSON (`apple-app-site-association`), a page, a feed or none of them. */
function typeOf(content: Buffer): string | undefined {
    if (!isUtf8(content) || content.includes(0)) return undefined;
    const text = content.toString("utf8");
    try {
        const value: unknown = JSON.parse(text);
        return typeof value === "object" ? "application/json" : "text/plain";
    } catch {
        return BEGINNINGS.find(([beginning]) => beginning.test(text))?.[1] ?? "text/plain";
    }
}

/** How long a file may be kept. */
export function cacheControl(path: string, evidence: Evidence = {}): string {
    if (path.endsWith(".html")) return NEVER_CACHED;
    return isImmutable(path, evidence) ? KEPT_FOR_EVER : KEPT_SHORTLY;
}
