/** Stands where a secret was. */
export const HIDDEN = "[secret]";

/** Shorter texts than this can be in other values by chance. */
const shortest = 6;

/** Base64, in lines or not, the URL's alphabet as well; long enough to hold the shortest secret. */
const base64 = /([\w+/-]{60,}\r?\n)+[\w+/-]*={0,2}|[\w+/-]{8,}={0,2}/g;

/** How many base64 texts within each other are looked into: user data that writes a file. */
const deepest = 2;

/** Finds secrets in texts: as they are, as they read within JSON, in a URL, and within base64. */
export class Scrubber {
    private readonly forms: readonly string[];

    constructor(secrets: readonly string[]) {
        const long = [...new Set(secrets)].filter((secret) => secret.length >= shortest);
        this.forms = [...new Set(long.flatMap(formsOf))];
    }

    /** The text with "[secret]" in the place of every secret. */
    scrub(text: string, depth = 0): string {
        if (this.forms.length === 0 || text.length < shortest) return text;
        const plain = without(text, this.places(text));
        if (depth === deepest) return plain;
        return plain.replaceAll(base64, (token) => (this.hides(token, depth) ? HIDDEN : token));
    }

    private places(text: string): [number, number][] {
        return this.forms.flatMap((form) => {
            const found: [number, number][] = [];
            for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
                found.push([at, at + form.length]);
            }
            return found;
        });
    }

    /** Whether there is a secret in what may be base64, wherever in it that begins: after a path, for example. */
    private hides(token: string, depth: number): boolean {
        return [0, 1, 2, 3].some((offset) => {
            const decoded = Buffer.from(token.slice(offset), "base64").toString("utf8");
            return this.scrub(decoded, depth + 1) !== decoded;
        });
    }
}

/** A secret as texts have it. A form of two levels is JSON within JSON: a policy in a list of settings. */
function formsOf(secret: string): string[] {
    const once = escapes.map((escape) => escape(secret));
    const twice = once.flatMap((form) => escapes.map((escape) => escape(form)));
    // Half a character, which a URL can't have, becomes the same as in UTF-8.
    return [secret, ...once, ...twice, encodeURIComponent(Buffer.from(secret).toString())];
}

/** JSON as JavaScript writes it, as Go does, as Python does, and as those do that escape all of that. */
const escapes = [/$^/g, /[<>&\u2028\u2029]/g, /[\u007f-\uffff]/g, /[<>&\u007f-\uffff]/g].map(
    (characters) => (text: string) => inUnicode(JSON.stringify(text).slice(1, -1), characters),
);

function inUnicode(text: string, characters: RegExp): string {
    return text.replaceAll(characters, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** The text without some places of it, which may overlap: secrets that begin or end with others go as one. */
function without(text: string, places: readonly (readonly [number, number])[]): string {
    let result = "";
    let end = 0;
    for (const [from, to] of [...places].sort(([a], [b]) => a - b)) {
        if (from >= end) result += text.slice(end, from) + HIDDEN;
        end = Math.max(end, to);
    }
    return result + text.slice(end);
}
