import path from "node:path";

/**
 * The node_modules that npm has installed the modules of this project into: its own, or, where it is itself an installed
 * package, the one that it lies in. Twins: operations/pulumi/modules.ts, emulator/dataplane/sandbox.py, plumb.
 * @param {string} root the project's folder
 */
export function modulesOf(root) {
    const around = path.dirname(root);
    return path.basename(around) === "node_modules" ? around : path.join(root, "node_modules");
}
