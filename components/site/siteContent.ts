import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import mime from "mime";

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

/**
 * A hash in the name, as bundlers write it: hexadecimal (webpack), or 8 characters of base64 (Vite, esbuild). The
 * content never changes under this name. Words and dates are none: `privacy-policy-2024.pdf` may well change.
 */
const HEXADECIMAL = /[.-](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,64}\.\w+$/;
const BASE64 = /[.-](?=[\w-]*[A-Z])(?=[\w-]*\d[\w-]*[A-Za-z])[\w-]{8}\.\w+$/;

/**
 * Reads a folder.
 * @throws Error if it cannot be read
 */
export function readSite(folder: string): SiteContent {
    const files = list(folder, "").map((path) => ({
        path,
        source: join(folder, path),
        contentType: contentType(path),
        cacheControl: cacheControl(path),
    }));
    const hash = createHash("sha256");
    for (const { path, source } of files)
        hash.update(path).update("\0").update(readFileSync(source)).update("\0");
    return { files, release: hash.digest("hex").slice(0, 16) };
}

function list(folder: string, path: string): string[] {
    return readdirSync(join(folder, path), { withFileTypes: true })
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .flatMap((entry) => {
            const inner = posix.join(path, entry.name);
            return entry.isDirectory() ? list(folder, inner) : [inner];
        });
}

function contentType(path: string): string {
    const type = mime.getType(path) ?? "application/octet-stream";
    return /^text\/|json$|javascript$|xml$/.test(type) ? `${type}; charset=utf-8` : type;
}

/** How long a file may be kept, from its name. */
export function cacheControl(path: string): string {
    if (path.endsWith(".html")) return NEVER_CACHED;
    return HEXADECIMAL.test(path) || BASE64.test(path) ? KEPT_FOR_EVER : KEPT_SHORTLY;
}
