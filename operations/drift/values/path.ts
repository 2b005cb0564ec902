import { hasSecret, isObject, Secret } from "./secret";

/** A property within a resource: `ingress[0].cidrBlocks` is ["ingress", 0, "cidrBlocks"]. */
export type Path = readonly (string | number)[];

/** Reads a path as Pulumi writes it: `tags["a.b"].c[0]`; `[*]` stands for every element. */
export function parsePath(text: string): Path {
    const parts: (string | number)[] = [];
    const pattern = /\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]|\[(\*)\]|([^.[\]]+)/g;
    for (const [, index, quoted, star, name] of text.matchAll(pattern)) {
        if (index !== undefined) parts.push(Number(index));
        else if (quoted !== undefined) parts.push(quoted.replaceAll(/\\(.)/g, "$1"));
        else parts.push(star ?? name ?? "");
    }
    return parts;
}

/** Writes a path as Pulumi does. */
export function formatPath(path: Path): string {
    return path
        .map((part, at) => {
            if (typeof part === "number" || part === "*") return `[${part}]`;
            if (!/^[A-Za-z_$][\w$-]*$/.test(part)) return `[${JSON.stringify(part)}]`;
            return at === 0 ? part : `.${part}`;
        })
        .join("");
}

/** Whether a path is a pattern's own place or lies below it; `*` in the pattern stands for any one part. */
export function isWithin(path: Path, pattern: Path): boolean {
    return pattern.every((part, at) => at < path.length && (part === "*" || part === path[at]));
}

/** The value at a path; undefined if there is none. Looks into secrets and stays secret then. */
export function valueAt(value: unknown, path: Path): unknown {
    let current = value;
    let secret = false;
    for (const part of path) {
        if (current instanceof Secret) {
            secret = true;
            current = current.reveal();
        }
        if (Array.isArray(current) && typeof part === "number") current = current[part] as unknown;
        else if (isObject(current)) current = current[part];
        else return undefined;
    }
    return secret && current !== undefined && !(current instanceof Secret) ? new Secret(current) : current;
}

/** Whether the value at a path is secret, lies within a secret, or has one in it. */
export function isSecretAt(value: unknown, path: Path): boolean {
    if (path.some((_, length) => valueAt(value, path.slice(0, length)) instanceof Secret)) return true;
    return hasSecret(valueAt(value, path));
}
