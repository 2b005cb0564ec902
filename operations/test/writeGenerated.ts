import { existsSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/**
 * Writes generated files. Called with `--check` on the command line it only says which of them are not current, and
 * the process ends with 1 if any is not.
 * @param files paths from the project's folder, and contents
 * @param how the command that writes them, for the message
 */
export function writeGenerated(
    root: string,
    files: readonly (readonly [path: string, content: string])[],
    how: string,
): void {
    for (const [name, content] of files) {
        const file = path.join(root, name);
        if (!process.argv.includes("--check")) {
            writeFileSync(file, content);
        } else if (!existsSync(file) || readFileSync(file, "utf8") !== content) {
            console.error(`${name} is not what its sources say; run: ${how}`);
            process.exitCode = 1;
        }
    }
}
