/** Finds projects near another one, by their names. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";

/** The name in a folder's `Pulumi.yaml`; undefined if there is none. */
export function projectNameIn(folder: string): string | undefined {
    const file = join(folder, "Pulumi.yaml");
    if (!existsSync(file)) return undefined;
    try {
        const { name } = (parse(readFileSync(file, "utf8")) ?? {}) as { readonly name?: unknown };
        return typeof name === "string" ? name : undefined;
    } catch {
        return undefined; // Pulumi itself reports a broken Pulumi.yaml.
    }
}

/** The folder of a project that lies beside another one, as a path from the current directory; undefined if there is none. */
export function projectFolder(root: string, project: string): string | undefined {
    const around = dirname(root);
    const beside = readdirSync(around, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => join(around, name));
    const found = beside.find((folder) => projectNameIn(folder) === project);
    return found === undefined ? undefined : relative(process.cwd(), found) || ".";
}
