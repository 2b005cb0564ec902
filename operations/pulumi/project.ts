import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { parse } from "yaml";
import { exitCodes, Failure } from "./failure";

/**
 * The name of the project in a folder, from its Pulumi.yaml.
 * @throws Failure if that is not there, or says none
 */
export async function projectName(root: string): Promise<string> {
    const file = path.join(root, "Pulumi.yaml");
    try {
        const project = parse(await readFile(file, "utf8")) as { readonly name?: unknown } | null;
        if (typeof project?.name === "string") return project.name;
    } catch (error) {
        const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
        throw new Failure(`${file} can't be read: ${reason}`, exitCodes.usage);
    }
    throw new Failure(`${file} has no \`name:\`, by which Pulumi knows the project.`, exitCodes.usage);
}
