/** How the edge tells files from pages: by their names where these are clear, by a list of the release's files elsewhere. */

/**
 * Extensions of files that browsers load or people download: nothing below a page's address ends so, whether there is such
 * a file or not.
 */
const ASSETS = [
    "7z|aac|apk|appx|asc|atom|avi|avif|bin|bmp|br|bz2|cer|cjs|crt|css|csv|cur|dat|deb|dmg|docx?|eot|epub|exe|flac|gif|glb",
    "gltf|gz|heic|heif|html?|ico|ics|ipa|iso|jar|jp2|jpe?g|js|json|jsonld|jxl|key|m3u8|m4[av]|map|md|mjs|mkv|mov|mp[34]|mpe?g",
    "msi|od[pst]|og[agv]|opus|otf|pdf|pem|pfx|pkg|png|ppt[mx]?|ps|psd|rar|rpm|rss|rtf|sha256|sig|srt|svgz?|sql|tar|tgz|tiff?|ttf",
    "txt|usdz|vcf|vtt|wasm|wav|webm|webmanifest|webp|woff2?|xhtml|xls[bmx]?|xml|xsl|xz|ya?ml|zip|zst",
].join("|");

/** Matches the last part of a path that names a file. */
export const ASSET = new RegExp(`[^./]\\.(${ASSETS})$`, "i");

/** Files of a release that cannot be told by their extension. */
export interface KnownFiles {
    /** Paths without the first slash. */
    readonly exact: readonly string[];
    /** Folders, with a slash at the end, of which everything is a file: there are too many to list. */
    readonly folders: readonly string[];
    /** Extensions of more such files than can be listed. */
    readonly extensions: readonly string[];
}

export const NO_FILES: KnownFiles = { exact: [], folders: [], extensions: [] };

/** A folder or an extension, instead of the files that it covers. */
interface Fold {
    readonly kind: "folders" | "extensions";
    readonly name: string;
    readonly saved: number;
}

/**
 * The files among the paths that an extension does not tell. If they need more bytes than there are, folders or
 * extensions stand for their files, as few as possible; never the site itself, whose pages nobody could open then.
 *
 * @returns undefined if there are still too many
 */
export function knownFiles(paths: readonly string[], maxBytes: number): KnownFiles | undefined {
    let known: KnownFiles = { ...NO_FILES, exact: paths.filter((path) => !ASSET.test(path)) };
    for (let excess = bytesOf(known) - maxBytes; excess > 0; excess = bytesOf(known) - maxBytes) {
        const best = foldOf(known.exact, excess);
        if (best === undefined) return undefined;
        known = {
            ...known,
            exact: known.exact.filter((path) => !covers(best, path)),
            [best.kind]: [...known[best.kind], best.name].sort(),
        };
    }
    return known;
}

/** The smallest fold that saves enough; if there is none, the one that saves most. */
function foldOf(paths: readonly string[], excess: number): Fold | undefined {
    const saved = new Map<string, number>();
    const add = (key: string, bytes: number) => saved.set(key, (saved.get(key) ?? 0) + bytes);
    for (const path of paths) {
        const bytes = Buffer.byteLength(JSON.stringify(path)) + 1;
        for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1)) {
            add(`folders ${path.slice(0, end + 1)}`, bytes);
        }
        const extension = extensionOf(path);
        if (extension !== undefined) add(`extensions ${extension}`, bytes);
    }
    const folds = [...saved]
        .map(([key, bytes]): Fold => {
            const [kind = ""] = key.split(" ", 1);
            const name = key.slice(kind.length + 1);
            return {
                kind: kind === "folders" ? "folders" : "extensions",
                name,
                saved: bytes - Buffer.byteLength(JSON.stringify(name)) - 1,
            };
        })
        .filter((fold) => fold.saved > 0)
        .sort((a, b) => a.saved - b.saved);
    return folds.find((fold) => fold.saved >= excess) ?? folds.at(-1);
}

function covers({ kind, name }: Fold, path: string): boolean {
    return kind === "folders" ? path.startsWith(name) : extensionOf(path) === name;
}

/** An extension with a letter: `2.0` has none. */
function extensionOf(path: string): string | undefined {
    return /[^./]\.([a-z][a-z0-9]{0,11})$/i.exec(path)?.[1]?.toLowerCase();
}

function bytesOf(known: KnownFiles): number {
    return Buffer.byteLength(JSON.stringify(known)) - Buffer.byteLength(JSON.stringify(NO_FILES));
}

/** Addresses of pages whose files have other names, as rewrites: `/about` shows `/about/index.html`. */
export function folderPages(paths: readonly string[]): Map<string, string> {
    const there = new Set(paths);
    return new Map(
        paths.flatMap((path) => {
            const folder = path.replace(/\/index\.html$/, "");
            return folder === path || there.has(folder) ? [] : [[folder, path] as const];
        }),
    );
}
