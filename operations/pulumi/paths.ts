import * as path from "node:path";

/** Folders of one clone. All are git-ignored and may be deleted at any time. */
export interface Paths {
    /** The repository's root: where Pulumi.yaml is. */
    readonly root: string;
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
 * @param root the repository's root
 * @param scratch another place for everything that changes; default `<root>/.plumb`
 */
export function paths(root: string, scratch = path.join(root, ".plumb")): Paths {
    return {
        root,
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
