import * as path from "node:path";

/**
 * The node_modules that npm has installed the modules of this project into: its own, or, where it is itself an installed
 * package, the one that it lies in. The same as in toolchain/modules.mjs, which Pulumi's programs load as well.
 *
 * @param root the installation's folder
 */
export function modulesOf(root: string): string {
    const around = path.dirname(root);
    return path.basename(around) === "node_modules" ? around : path.join(root, "node_modules");
}
