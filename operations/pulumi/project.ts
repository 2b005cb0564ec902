import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { parse } from "yaml";

/** The name of the project in a folder, from its Pulumi.yaml. */
export async function projectName(root: string): Promise<string> {
    const project = parse(await readFile(path.join(root, "Pulumi.yaml"), "utf8")) as { name?: unknown };
    return String(project.name);
}
