import { existsSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";

/**
 * Where a path of the configuration leads, if it stays below the project: what is outside is not the same on
 * every machine, and not under version control.
 *
 * @param path relative to `root`
 */
export function below(root: string, path: string): string | undefined {
    const place = resolve(root, path);
    const way = relative(root, place);
    return way === ".." || /^\.\.[\\/]/.test(way) || isAbsolute(way) ? undefined : place;
}

/** Whether a path leads to a folder below the project. */
export function isFolder(root: string, path: string): boolean {
    const place = below(root, path);
    return place !== undefined && existsSync(place) && statSync(place).isDirectory();
}

/** Whether a path leads to a file below the project. */
export function isFile(root: string, path: string): boolean {
    const place = below(root, path);
    return place !== undefined && existsSync(place) && statSync(place).isFile();
}

/** The text of a file below the project; undefined if there is none. */
export function textOf(root: string, path: string): string | undefined {
    return isFile(root, path) ? readFileSync(resolve(root, path), "utf8") : undefined;
}
