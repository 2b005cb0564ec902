/** Folders that are delivered to servers, packed as code is. */
import { isFolder } from "../checks/paths";
import type { Values } from "../schema";
import { archived } from "./archive";
import { sizeOf } from "./sizes";

type Servers = Values["servers"];

const MIB = 1024 * 1024;
/** A larger archive, which is made in memory, is rather an image. */
const MAX_FOLDER = 1024 * MIB;
/** From here on, time is worth more than room. */
const LARGE = 45 * MIB;

/** Servers with an artifact, and its folder. */
export function artifactFolders(servers: Servers): { readonly name: string; readonly folder: string }[] {
    return Object.entries(servers).flatMap(([name, { artifact }]) =>
        artifact === undefined ? [] : [{ name, folder: artifact.folder }],
    );
}

/** Artifacts that are too large, and why. */
export function artifactsTooLarge(
    servers: Servers,
    root: string,
): { readonly name: string; readonly folder: string; readonly why: string }[] {
    return artifactFolders(servers).flatMap(({ name, folder }) => {
        const size = isFolder(root, folder) ? sizeOf(root, folder) : 0;
        const why = `it has ${Math.ceil(size / MIB)} MiB, and an artifact may have ${MAX_FOLDER / MIB}: let the setup script fetch the rest from a bucket`;
        return size > MAX_FOLDER ? [{ name, folder, why }] : [];
    });
}

/**
 * Packs the artifacts of servers: the same files are the same archive on every machine.
 *
 * @param root the project's folder
 * @returns paths of archives by server, from the project's folder
 */
export function packArtifacts(servers: Servers, root: string): Record<string, string> {
    return Object.fromEntries(
        artifactFolders(servers).map(({ name, folder }) => [
            name,
            archived(root, folder, sizeOf(root, folder) > LARGE),
        ]),
    );
}
