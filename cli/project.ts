/** The project that a command is about, and where its scratch files are. */
import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import * as path from "node:path";
import { exitCodes, Failure } from "../operations/pulumi/failure";
import { type Paths, paths } from "../operations/pulumi/paths";
import { keepPrivate } from "../operations/pulumi/place";
import { projectName } from "../operations/pulumi/project";
import { root } from "./command";

/** A Pulumi project: one system, with its stack files. */
export interface Project {
    /** Where its Pulumi.yaml is. */
    readonly folder: string;
    /** By which Pulumi knows it, and AWS its resources. */
    readonly name: string;
}

/** Of `--cwd`; the current folder where it is not given. */
let start: string | undefined;

/** Sets the folder in which a command looks for its project. @default the current folder */
export function lookFrom(folder: string | undefined): void {
    start = folder;
    known = undefined;
}

/** What was found last: a command asks several times, and reading Pulumi.yaml takes as long as starting some commands. */
let known: { readonly from: string; readonly project: Project } | undefined;

/** The folder in which a command looks for its project. */
export function startFolder(): string {
    const folder = path.resolve(start ?? ".");
    if (start === undefined) return folder;
    const found = statSync(folder, { throwIfNoEntry: false });
    if (found?.isDirectory()) return folder;
    const what = found === undefined ? "does not exist" : "is a file; it must be a folder";
    throw new Failure(`--cwd: ${folder} ${what}.`, exitCodes.usage);
}

/**
 * The project of the nearest Pulumi.yaml, upwards, as Pulumi finds it.
 * @throws Failure if there is none
 */
export function project(): Project {
    const found = findProject();
    if (found !== undefined) return found;
    const from = startFolder();
    const below = projectsBelow(from).map((folder) => path.relative(from, folder));
    const remedy =
        below.length === 0
            ? "Go to the folder of a project, or name it with --cwd."
            : `Below it are ${below.join(", ")}: name one with --cwd.`;
    throw new Failure(
        `There is no Pulumi.yaml in ${from}, nor in a folder above it. ${remedy}`,
        exitCodes.usage,
    );
}

/** The project of the nearest Pulumi.yaml; undefined if there is none. */
export function findProject(): Project | undefined {
    const from = startFolder();
    if (known?.from === from) return known.project;
    let folder = from;
    while (!isProject(folder)) {
        if (folder === path.dirname(folder)) return undefined;
        folder = path.dirname(folder);
    }
    known = { from, project: { folder, name: projectName(folder) } };
    return known.project;
}

/** For what is about a file only: the project if there is one, otherwise a name that no project has. */
export function projectOrNone(): Project {
    return findProject() ?? { folder: root, name: "" };
}

/**
 * The projects of a folder of projects: one that has no Pulumi.yaml of its own, and is named by `--cwd` or lies in no
 * project. undefined where a command is about one project, or about none.
 */
export function foldersOfProjects(): string[] | undefined {
    const folder = startFolder();
    if (isProject(folder) || (start === undefined && findProject() !== undefined)) return undefined;
    const below = projectsBelow(folder);
    return below.length > 0 ? below : undefined;
}

/** The folders below one that have a Pulumi.yaml, to a depth of two; in the order of their names. */
export function projectsBelow(folder: string, depth = 2): string[] {
    if (depth === 0) return [];
    const inside = readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name))
        .map(({ name }) => path.join(folder, name))
        .sort();
    return inside.flatMap((one) => (isProject(one) ? [one] : projectsBelow(one, depth - 1)));
}

function isProject(folder: string): boolean {
    return existsSync(path.join(folder, "Pulumi.yaml"));
}

/**
 * The folder whose `.plumb` has the emulator and the states of emulated stacks, shared by projects side by side: the clone
 * for a project in it, and otherwise the folder in which the package `plumbline` is installed.
 */
export function workspaceOf({ folder }: Pick<Project, "folder">): string {
    const own = realpathSync(folder);
    const isPackage = root.split(path.sep).includes("node_modules");
    if (!isPackage && isWithin(own, root)) return root;
    for (let above = own; ; above = path.dirname(above)) {
        if (existsSync(path.join(above, "node_modules", "plumbline"))) return above;
        if (above === path.dirname(above)) return own;
    }
}

function isWithin(folder: string, around: string): boolean {
    const way = path.relative(around, folder);
    return !way.startsWith("..") && !path.isAbsolute(way);
}

/** The folders of a project. */
export function pathsOf(one: Project): Paths {
    const workspace = workspaceOf(one);
    const scratch = path.join(workspace, ".plumb");
    // Other users of the machine may read no states, logs and reports.
    if (existsSync(scratch)) keepPrivate(scratch);
    return paths(one.folder, scratch, path.relative(workspace, realpathSync(one.folder)));
}
