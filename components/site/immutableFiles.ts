import { createHash } from "node:crypto";
import { posix } from "node:path";

import { matchesWildcard } from "../../model/text";

/** What tells whether a file's content can change under its name. */
export interface Evidence {
    /** The content, whose hash may be in the name. */
    readonly content?: Buffer;
    /** Path patterns of files that the stack file says never change. */
    readonly patterns?: readonly string[];
    /** Folders of which each script and stylesheet is named by a build. */
    readonly builtFolders?: ReadonlySet<string>;
}

/** Scripts and stylesheets: bundlers name them after their content. Pictures and documents are named by people as well. */
const CODE = /\.(css|js|mjs)(\.map)?$/;

/** The last part of a name before its extension: `5c1d0a37` of `app-5c1d0a37.js`. */
const TOKEN = /[.-]([\w-]{8,64}?)(\.\w{1,12}){1,2}$/;
const OWN_TOKEN = /^(?:.*[.-])?([A-Za-z0-9_]{8,128})\.\w+$/;

/** Hexadecimal (webpack), or 8 characters of base64 (Vite) or base32 (esbuild). */
const HEXADECIMAL = /^(?=.*\d)(?=.*[a-f])[0-9a-f]{8,64}$/;
const BASE64 = /^(?=.*[A-Z])[\w-]{8}$/;

/** Words, years and months: 2024, 12dec, Retina. A hash that happens to look so is only kept for a shorter time. */
const MADE_BY_PEOPLE = /[a-z]{4}|(19|20)\d\d|dec\d|feb\d|\d(dec|feb)/;

/** Two numbers, one of them within: `BqP3xY9z`, but not `WebGL2Ex` or `Version2`. */
const RANDOM = /\d[^\d]+\d/;

const HASHES = ["md5", "sha1", "sha256", "sha384", "sha512"] as const;
const SHORTEST = 8;

/**
 * Whether a browser may keep a file for ever. A wrong yes shows people an old file for a year, a wrong no costs a request in
 * five minutes; so the name alone counts of scripts and stylesheets only, and if nobody would write it.
 */
export function isImmutable(path: string, evidence: Evidence = {}): boolean {
    const { content, patterns = [], builtFolders } = evidence;
    if (patterns.some((pattern) => matchesWildcard(pattern, `/${path}`))) return true;
    if (content !== undefined && holdsHash(path, content)) return true;
    if (!CODE.test(path)) return false;
    return isRandom(path) || (isLikeHash(path) && (builtFolders?.has(posix.dirname(path)) ?? false));
}

/** Folders with a script or stylesheet that is named after its content for certain, and none that is not. */
export function builtFolders(paths: readonly string[]): Set<string> {
    const code = paths.filter((path) => CODE.test(path));
    const folders = new Set(code.filter(isRandom).map((path) => posix.dirname(path)));
    for (const path of code) if (!isLikeHash(path)) folders.delete(posix.dirname(path));
    return folders;
}

/** Whether a name holds the beginning of a hash of the content, hexadecimal or in base64. */
function holdsHash(path: string, content: Buffer): boolean {
    const token = OWN_TOKEN.exec(posix.basename(path))?.[1];
    if (token === undefined || token.length < SHORTEST) return false;
    return HASHES.some((algorithm) => {
        const hash = createHash(algorithm).update(content).digest();
        return hash.toString("hex").startsWith(token) || hash.toString("base64url").startsWith(token);
    });
}

function tokenOf(path: string): string {
    return TOKEN.exec(posix.basename(path))?.[1] ?? "";
}

function isLikeHash(path: string): boolean {
    const token = tokenOf(path);
    return (HEXADECIMAL.test(token) || BASE64.test(token)) && !MADE_BY_PEOPLE.test(token);
}

function isRandom(path: string): boolean {
    return isLikeHash(path) && RANDOM.test(tokenOf(path));
}
