import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import { isAbsolute, relative, resolve } from "node:path";

import { entriesOf } from "./walk";

/**
 * Where a path of the configuration leads, if it stays below the project: a file outside is not the same on
 * every machine, and not under version control.
 *
 * @param path relative to `root`
 */
export function below(root: string, path: string): string | undefined {
    const place = resolve(root, path);
    if (!isWithin(root, place)) return undefined;
    // A link may lead anywhere, such as to keys in a home folder, which would be published with the rest.
    return existsSync(place) && !isWithin(realpathSync(root), realpathSync(place)) ? undefined : place;
}

function isWithin(root: string, place: string): boolean {
    const way = relative(root, place);
    return way !== ".." && !/^\.\.[\\/]/.test(way) && !isAbsolute(way);
}

/** The first link in a folder that leads out of the project, if there is any; folders behind links are not entered. */
export function linkOut(root: string, folder: string): string | undefined {
    return entriesOf(resolve(root, folder))
        .filter(({ type }) => type === "link")
        .map(({ path }) => relative(root, resolve(root, folder, path)))
        .find((link) => below(root, link) === undefined);
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

/** Whether a path leads to a file below the project that its owner may run. */
export function mayRun(root: string, path: string): boolean {
    return isFile(root, path) && (statSync(resolve(root, path)).mode & 0o100) !== 0;
}

/** The text of a file below the project; undefined if there is none. */
export function textOf(root: string, path: string): string | undefined {
    return isFile(root, path) ? readFileSync(resolve(root, path), "utf8") : undefined;
}
