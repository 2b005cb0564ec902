// Computes the progress of a build from Go's output. Downloading takes a tenth of the time, compiling the rest.
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { output } from "./common.mjs";

const downloadShare = 0.1;
const linkingShare = 0.03;

/**
 * Turns `go: downloading` lines into progress.
 * @param {number} total number of modules
 * @param {import("./common.mjs").OnProgress} onProgress
 */
export function downloading(total, onProgress) {
    let done = 0;
    return (/** @type {string} */ line) => {
        const module = /^go: downloading (\S+)/.exec(line)?.[1];
        if (module === undefined) return;
        done += 1;
        const fraction = downloadShare * Math.min(done / Math.max(total, 1), 1);
        onProgress({ step: "downloading Go modules", detail: module, fraction });
    };
}

/**
 * Turns the lines of `go build -v` into progress: each is a package that is being compiled, which takes the longer the
 * more source there is of it.
 * @param {import("./go.mjs").Go} go
 * @param {{ step: string, directory: string, env: Record<string, string>, packages: string[] }} what
 * @param {import("./common.mjs").OnProgress} onProgress
 */
export async function compiling(go, { step, directory, env, packages }, onProgress) {
    onProgress({ step, fraction: downloadShare });
    const sizes = await sourceSizes(go, { directory, env, packages });
    const total = [...sizes.values()].reduce((sum, size) => sum + size, 0);
    let done = 0;
    return (/** @type {string} */ line) => {
        const size = sizes.get(line);
        if (size === undefined) return;
        sizes.delete(line);
        done += size;
        const fraction = downloadShare + (1 - downloadShare - linkingShare) * (done / Math.max(total, 1));
        onProgress({ step, detail: line, fraction });
    };
}

/**
 * How many bytes of Go each package has that some packages need, themselves included.
 * @param {import("./go.mjs").Go} go
 * @param {{ directory: string, env: Record<string, string>, packages: string[] }} what
 * @returns {Promise<Map<string, number>>}
 */
async function sourceSizes(go, { directory, env, packages }) {
    const format = '{{.ImportPath}}\t{{.Dir}}\t{{join .GoFiles "\t"}}';
    const listed = await output(go.program, ["list", "-deps", "-f", format, ...packages], {
        cwd: directory,
        env: { ...go.env, ...env },
        maxBuffer: 1 << 26,
    });
    const sizes = new Map();
    await Promise.all(
        listed.split("\n").map(async (line) => {
            const [name = "", folder = "", ...files] = line.split("\t");
            const parts = await Promise.all(
                files.map((file) => stat(join(folder, file)).catch(() => undefined)),
            );
            sizes.set(
                name,
                parts.reduce((sum, part) => sum + (part?.size ?? 0), 0),
            );
        }),
    );
    return sizes;
}
