/** What is in a folder that is published or archived. */
import { accessSync, constants, lstatSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";

export interface Entry {
    /** Path within the folder, with `/` between its parts. */
    readonly path: string;
    /** `other`: a pipe, a socket, a device. */
    readonly type: "file" | "folder" | "link" | "other";
    /** Of a link what it leads to, undefined if that is not there. */
    readonly target: "file" | "folder" | "other" | undefined;
    /** Bytes of a file, or of the file that a link leads to. */
    readonly size: number;
    readonly isReadable: boolean;
}

type MayRead = (place: string) => boolean;

/** Everything in a folder, sorted; folders behind links are not entered. */
export function entriesOf(folder: string, mayRead: MayRead = canRead, path = ""): Entry[] {
    const place = join(folder, path);
    if (!mayRead(place)) return [];
    return readdirSync(place)
        .sort()
        .flatMap((name) => {
            const inner = path === "" ? name : `${path}/${name}`;
            const entry = entryAt(folder, inner, mayRead);
            return entry.type === "folder" ? [entry, ...entriesOf(folder, mayRead, inner)] : [entry];
        });
}

function entryAt(folder: string, path: string, mayRead: MayRead): Entry {
    const place = join(folder, path);
    const type = typeOf(lstatSync(place));
    const behind = type === "link" ? statSync(place, { throwIfNoEntry: false }) : undefined;
    const target = behind && typeOf(behind);
    const isFile = type === "file" || target === "file";
    return {
        path,
        type,
        target: target === "link" ? undefined : target,
        size: isFile ? statSync(place).size : 0,
        isReadable: type === "file" || type === "folder" ? mayRead(place) : true,
    };
}

interface Status {
    isFile(): boolean;
    isDirectory(): boolean;
    isSymbolicLink(): boolean;
}

function typeOf(status: Status): Entry["type"] {
    if (status.isFile()) return "file";
    if (status.isDirectory()) return "folder";
    return status.isSymbolicLink() ? "link" : "other";
}

function canRead(place: string): boolean {
    try {
        accessSync(place, constants.R_OK);
        return true;
    } catch {
        return false;
    }
}
