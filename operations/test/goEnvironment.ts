import { createHash } from "node:crypto";
import { readFile, utimes } from "node:fs/promises";
import { totalmem } from "node:os";
import * as path from "node:path";
import { root } from "../emulator/packages";

/** The files that pin the modules of the tests and the linters. */
const sums = ["toolchain/go.sum", "toolchain/linters/go.sum"];

/**
 * Go's environment for tests and linters: what it downloads and compiles stays below our cache, where the next run
 * finds it, as long as the modules are the same; of older ones only the last is kept.
 * @returns variables to set; none without Go, which its start reports
 */
export async function goEnvironment(): Promise<Record<string, string>> {
    const { cacheDirectory } = await import("../../toolchain/setup/common.mjs");
    const { goFolders, moduleSources } = await import("../../toolchain/setup/go.mjs");
    const { which } = await import("../../toolchain/setup/installed.mjs");
    const { removeUnused } = await import("../../toolchain/setup/unused.mjs");
    const go = await which("go");
    if (go === undefined) return {};
    const hash = createHash("sha256");
    for (const file of sums) hash.update(await readFile(path.join(root, file)));
    const folder = path.join(path.dirname(cacheDirectory()), "go-tests");
    const own = path.join(folder, hash.digest("hex").slice(0, 12));
    const environment = {
        ...(await moduleSources(go)),
        ...(await goFolders(own)),
        // Modules that are written so that they can be removed.
        GOFLAGS: `${process.env["GOFLAGS"] ?? ""} -modcacherw`.trim(),
        GOWORK: "off",
        // Compilers spend a sixth of their time on collecting garbage, unless it may grow.
        GOGC: totalmem() > 7e9 ? "400" : "100",
    };
    await utimes(own, new Date(), new Date()); // used now
    await removeUnused(folder, () => true);
    return environment;
}
