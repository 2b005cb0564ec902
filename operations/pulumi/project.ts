import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import type * as yaml from "yaml";
import { exitCodes, Failure } from "./failure";

// Loaded when it is needed: commands that only print their help need none of it.
const load = createRequire(__filename);

/**
 * The name of the project in a folder, from its Pulumi.yaml.
 * @throws Failure if that is not there, or says none
 */
export function projectName(root: string): string {
    const file = path.join(root, "Pulumi.yaml");
    try {
        const { parse } = load("yaml") as typeof yaml;
        const project = parse(readFileSync(file, "utf8")) as { readonly name?: unknown } | null;
        if (typeof project?.name === "string") return project.name;
    } catch (error) {
        const [reason] = (error instanceof Error ? error.message : String(error)).split("\n");
        throw new Failure(`${file} can't be read: ${reason}`, exitCodes.usage);
    }
    throw new Failure(`${file} has no \`name:\`, by which Pulumi knows the project.`, exitCodes.usage);
}
