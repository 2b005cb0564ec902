/** Finds projects near another one, by their names. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parse } from "yaml";

/** The name in a folder's `Pulumi.yaml`; undefined if there is none. */
function projectNameIn(folder: string): string | undefined {
    const file = join(folder, "Pulumi.yaml");
    if (!existsSync(file)) return undefined;
    try {
        const { name } = (parse(readFileSync(file, "utf8")) ?? {}) as { readonly name?: unknown };
        return typeof name === "string" ? name : undefined;
    } catch {
        return undefined; // Pulumi itself reports a broken Pulumi.yaml.
    }
}

/** The projects in the same folder as one, with it: their folders and names. */
export function projectsAround(root: string): { readonly folder: string; readonly name: string }[] {
    const around = dirname(root);
    return readdirSync(around, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .flatMap((entry) => {
            const folder = join(around, entry.name);
            const name = projectNameIn(folder);
            return name === undefined ? [] : [{ folder, name }];
        });
}

/** The folder of a project that lies beside another one, as a path from the current directory; undefined if there is none. */
export function projectFolder(root: string, project: string): string | undefined {
    const found = projectsAround(root).find(({ name }) => name === project);
    return found === undefined ? undefined : relative(process.cwd(), found.folder) || ".";
}
