import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

import type { Check } from "../../checks/check";
import { isFolder } from "../../checks/paths";
import { keyPath, type Problem, show } from "../../messages/problems";
import type { Values } from "../../schema";

/** Most bytes of the scripts in `local.folder`: they travel in the task definition, which has at most 64 KiB. */
const MOST_SCRIPT_BYTES = 32 * 1024;

/** What an emulated stack runs instead of an image. */
export const localCommands: Check = {
    keys: ["services", "tasks"],
    run: (values, { root }) =>
        (["services", "tasks"] as const).flatMap((section) =>
            Object.entries<{ readonly local?: Values["tasks"][string]["local"] }>(values[section]).flatMap(
                ([name, { local }]) => problemsOf([section, name, "local", "folder"], local?.folder, root),
            ),
        ),
};

function problemsOf(path: readonly string[], folder: string | undefined, root: string): Problem[] {
    if (folder === undefined) return [];
    const key = keyPath(path);
    if (!isFolder(root, folder)) {
        return [{ key, message: `${show(folder)} is not allowed; it must be a folder below the project` }];
    }
    const bytes = sizeOf(join(root, folder));
    if (bytes <= MOST_SCRIPT_BYTES) return [];
    return [
        {
            key,
            message: `${show(folder)} has ${bytes} bytes; it must have at most ${MOST_SCRIPT_BYTES}, because the scripts travel in the task definition`,
        },
    ];
}

function sizeOf(folder: string): number {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
}
