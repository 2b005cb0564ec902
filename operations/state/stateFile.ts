import { copyFile, mkdir, readFile, rm, stat } from "node:fs/promises";
import * as path from "node:path";
import { backendUrl } from "../pulumi/environment";
import type { Paths } from "../pulumi/paths";
import { projectName } from "../pulumi/project";
import type { Deployment } from "./resource";

/** Where the state of an emulated stack is. */
export interface StatePlace {
    readonly paths: Paths;
    readonly stack: string;
}

/** Where the file backend keeps the states of all projects: a folder for each. */
export function stacksFolder({ state }: Pick<Paths, "state">): string {
    return path.join(state, ".pulumi/stacks");
}

/** The file that Pulumi keeps a stack's state in; compressed, if the backend is set to. */
async function variants({ paths, stack }: StatePlace): Promise<string[]> {
    const folder = path.join(stacksFolder(paths), projectName(paths.root));
    return [".json", ".json.gz", ".json.zst"].map((ending) => path.join(folder, stack + ending));
}

/** Changes whenever Pulumi writes the state, even if it writes the same again: each time it is another file. */
export async function fingerprint(place: StatePlace): Promise<string> {
    const looked = (await variants(place)).map(async (file) => {
        const found = await stat(file, { bigint: true }).catch(() => undefined);
        return found === undefined ? "none" : `${found.ino}-${found.mtimeNs}-${found.size}`;
    });
    return (await Promise.all(looked)).join(" ");
}

/** Whether a stack has a state in the file backend. */
export async function hasState(place: StatePlace): Promise<boolean> {
    return (await fingerprint(place)) !== "none none none";
}

/** Removes the state of an emulated stack, with the copy that Pulumi keeps of it. */
export async function removeState(place: StatePlace): Promise<void> {
    const files = (await variants(place)).flatMap((file) => [file, `${file}.bak`]);
    await Promise.all(files.map((file) => rm(file, { force: true })));
}

interface Checkpoint {
    readonly version?: number;
    readonly checkpoint?: { readonly latest?: Deployment };
}

/** The part of an engine that locates the state. */
type Backend = StatePlace & { readonly environment: Readonly<Record<string, string | undefined>> };

/**
 * What `pulumi stack export` calls the deployment, from the file itself: a process of Pulumi's less.
 * @returns undefined where the state is not such a file, or not one that is known here: then Pulumi has to be asked
 */
export async function readDeployment(place: Backend): Promise<Deployment | undefined> {
    if (place.environment["PULUMI_BACKEND_URL"] !== backendUrl(place.paths.state)) return undefined;
    const [file = ""] = await variants(place);
    return readCheckpoint(file);
}

/** The deployment in an uncompressed file of the backend. @returns undefined if it is not there, or not one that is known here */
export async function readCheckpoint(file: string): Promise<Deployment | undefined> {
    try {
        const { version, checkpoint } = JSON.parse(await readFile(file, "utf8")) as Checkpoint;
        return version === 3 ? (checkpoint?.latest ?? {}) : undefined;
    } catch {
        return undefined;
    }
}

/** What `pulumi stack export` prints, on fewer lines. @returns undefined as above */
export async function exportFile(place: Backend): Promise<string | undefined> {
    const deployment = await readDeployment(place);
    return deployment === undefined ? undefined : JSON.stringify({ version: 3, deployment });
}

/**
 * Copies a state into another file backend, in which it is a stack of the same name.
 * @param writtenAt when the state was written that is to be copied
 * @returns false where the state is not such a file, or another one by now: then Pulumi has to copy it
 */
export async function copyState(from: Backend, to: Backend, writtenAt: string | undefined): Promise<boolean> {
    if (writtenAt === undefined || (await readDeployment(from)) === undefined) return false;
    const [[source = ""], [target = ""]] = await Promise.all([variants(from), variants(to)]);
    const meta = (place: Backend): string => path.join(place.paths.state, ".pulumi/meta.yaml");
    await mkdir(path.dirname(target), { recursive: true });
    await Promise.all([copyFile(source, target), copyFile(meta(from), meta(to))]);
    if ((await readDeployment(to))?.manifest?.time === writtenAt) return true;
    await rm(path.join(to.paths.state, ".pulumi"), { recursive: true });
    return false;
}
