// The project's own PULUMI_HOME, with the self-built providers as installed plugins.
import { mkdir, readlink, rename, symlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { modulesOf } from "../modules.mjs";

/**
 * Links providers into the folders in which the engine looks for installed plugins. Returns the PULUMI_HOME.
 * @param {string} root the project's directory
 * @param {import("./common.mjs").Part[]} providers
 * @returns {Promise<string>}
 */
export async function layOut(root, providers) {
    const isPackage = basename(dirname(root)) === "node_modules";
    // Pulumi writes logs there, and nothing is written into a package.
    const home = isPackage
        ? join(modulesOf(root), ".cache", "plumbline", "pulumi-home")
        : join(root, ".plumb", "pulumi-home");
    for (const { name, version, path } of providers) {
        const directory = join(home, "plugins", `resource-${name}-v${version}`);
        const link = join(directory, `pulumi-resource-${name}`);
        if ((await readlink(link).catch(() => undefined)) === path) continue;
        await mkdir(directory, { recursive: true });
        const temporary = `${link}.${process.pid}`;
        await symlink(path, temporary);
        await rename(temporary, link);
    }
    return home;
}
