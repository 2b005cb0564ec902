/** Where a new project lies: in the repository of plumbline, or in one of its own, beside or below others. */
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";

export interface Place {
    /** The project's folder. */
    readonly folder: string;
    /** The Git repository that it is in; the folder itself where there is none yet. */
    readonly repository: string;
    /** Of plumbline. */
    readonly installation: string;
    /** Whether it lies in the repository of plumbline, and is part of that. */
    readonly isInside: boolean;
    /** The folder whose package-lock.json says what is installed. */
    readonly packages: string;
    /** How the project's package.json asks for plumbline; undefined if it needs none. */
    readonly dependency: string | undefined;
    /** Whether the folder's package.json makes its programs ES modules. */
    readonly isModule: boolean;
}

export function placeOf(folder: string, installation: string): Place {
    const isInside =
        !path.relative(installation, folder).startsWith("..") && !installation.includes("node_modules");
    const own = manifestIn(folder);
    const repository = upwards(folder, (parent) => existsSync(path.join(parent, ".git"))) ?? folder;
    const asking = upwards(folder, asks);
    return {
        folder,
        installation,
        repository,
        packages:
            asking !== undefined && !path.relative(repository, asking).startsWith("..") ? asking : folder,
        isInside,
        dependency: isInside || own !== undefined ? undefined : dependencyOf(folder, asking, installation),
        isModule: own?.type === "module",
    };
}

/** The same as the package.json above that asks for plumbline, or else this version. */
function dependencyOf(folder: string, asking: string | undefined, installation: string): string {
    const wanted = asking === undefined ? undefined : manifestIn(asking)?.dependencies?.["plumbline"];
    if (asking !== undefined && wanted !== undefined) {
        // A path is relative to the package.json that it stands in.
        return wanted.startsWith("file:")
            ? `file:${path.relative(folder, path.resolve(asking, wanted.slice("file:".length)))}`
            : wanted;
    }
    return manifestIn(installation)?.version ?? "*";
}

function asks(folder: string): boolean {
    return manifestIn(folder)?.dependencies?.["plumbline"] !== undefined;
}

interface Manifest {
    readonly version?: string;
    readonly type?: string;
    readonly dependencies?: Readonly<Record<string, string>>;
}

function manifestIn(folder: string): Manifest | undefined {
    const file = path.join(folder, "package.json");
    return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Manifest) : undefined;
}

/** The nearest folder, upwards from one, that satisfies a condition. */
function upwards(folder: string, is: (folder: string) => boolean): string | undefined {
    if (is(folder)) return folder;
    const parent = path.dirname(folder);
    return parent === folder ? undefined : upwards(parent, is);
}
