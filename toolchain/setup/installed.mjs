// A pulumi that the person has installed.
import { access, constants, realpath } from "node:fs/promises";
import { delimiter, join, sep } from "node:path";
import { cacheDirectory, isAtLeast, output, readVersions, searchPath } from "./common.mjs";

/**
 * Looks for a new enough `pulumi` on PATH. Its environment (PULUMI_HOME, plugins, login) stays the person's.
 * @param {string} root the project's directory
 * @returns {Promise<import("./common.mjs").Toolchain | undefined>}
 */
export async function findInstalled(root) {
    const pulumi = await which("pulumi");
    if (pulumi === undefined || (await isOurs(pulumi))) return undefined;
    const { pulumi: wanted } = await readVersions(root);
    const printed = await output(pulumi, ["version"], {
        timeout: 10_000,
        env: { ...process.env, PULUMI_SKIP_UPDATE_CHECK: "true" },
    }).catch(() => "");
    const version = /^v?(\d+\.\d+\.\d+\S*)$/m.exec(printed)?.[1];
    if (version === undefined || !isAtLeast(version, wanted.minimum)) return undefined;
    return {
        kind: "installed",
        version,
        pulumi,
        environment: { PATH: await searchPath(root, []) },
        parts: [{ name: "pulumi", version, path: pulumi }],
    };
}

/**
 * The program of this name that a shell would start.
 * @param {string} name
 * @returns {Promise<string | undefined>}
 */
export async function which(name) {
    for (const directory of (process.env["PATH"] ?? "").split(delimiter)) {
        if (directory === "") continue;
        const path = join(directory, name);
        const executable = await access(path, constants.X_OK).then(
            () => true,
            () => false,
        );
        if (executable) return path;
    }
    return undefined;
}

/**
 * Whether a program is one from our own cache: in a shell that has eval'ed `plumb env`, that is no installation.
 * @param {string} path
 */
async function isOurs(path) {
    const cache = await realpath(cacheDirectory()).catch(() => undefined);
    return cache !== undefined && (await realpath(path)).startsWith(cache + sep);
}
