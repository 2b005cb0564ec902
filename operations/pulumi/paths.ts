import * as path from "node:path";

/** Folders of one project. All but the first are git-ignored and may be deleted at any time. */
export interface Paths {
    /** The project: where Pulumi.yaml is. */
    readonly root: string;
    /** Stands before the stack's name in files of projects that share a workspace; empty for the one that is the workspace itself. */
    readonly prefix: string;
    /** The file backend of emulated stacks. */
    readonly state: string;
    /** Pid, port and log of the emulator. */
    readonly emulator: string;
    /** Which emulator process each emulated stack was deployed to. */
    readonly instances: string;
    /** Temporary files of Pulumi and what it starts. */
    readonly temporary: string;
    /** A file for each emulated stack that an operation is under way on. */
    readonly operations: string;
}

/**
 * @param root the project's folder
 * @param scratch another place for everything that changes, such as that of a workspace; default `<root>/.plumb`
 * @param way from the workspace to the project
 */
export function paths(root: string, scratch = path.join(root, ".plumb"), way = ""): Paths {
    return {
        root,
        prefix: way === "" ? "" : `${encodeURIComponent(way)}:`,
        state: path.join(scratch, "state"),
        emulator: path.join(scratch, "emulator"),
        instances: path.join(scratch, "instances"),
        temporary: path.join(scratch, "tmp"),
        operations: path.join(scratch, "operations"),
    };
}

/** The file that holds a stack's configuration. */
export function stackFile(root: string, stack: string): string {
    return path.join(root, `Pulumi.${stack}.yaml`);
}

/** The name of a file about a stack, among those of all projects of a workspace. */
export function nameInWorkspace({ prefix }: Paths, stack: string): string {
    return `${prefix}${stack}`;
}

/** The stack that a file is about: see {@link nameInWorkspace}. */
export function readNameInWorkspace(name: string): { readonly way: string; readonly stack: string } {
    const [stack = "", prefix = ""] = name.split(":").reverse();
    return { way: decodeURIComponent(prefix), stack };
}
