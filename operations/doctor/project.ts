import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { execa } from "execa";
import { stackFileSchema } from "../../config/jsonSchema";
import { modulesOf } from "../pulumi/modules";
import type { Finding } from "./finding";

/** The launcher has found or installed this one, so it is new enough. */
export function examineNode(): Finding {
    return {
        name: "node",
        state: "ok",
        version: process.versions.node,
        place: process.execPath,
        optional: false,
    };
}

/** Only needed when modules have to be installed, and here they are. */
export async function examineNpm(): Promise<Finding> {
    const { stdout, failed } = await execa("npm", ["--version"], { reject: false });
    return failed
        ? { name: "npm", state: "missing", optional: true, advice: "it comes with Node: https://nodejs.org" }
        : { name: "npm", state: "ok", version: stdout.trim(), optional: true };
}

/** @param root where plumbline itself lies: a repository, or a package among the modules of its user */
export async function examineModules(root: string): Promise<Finding> {
    const folder = modulesOf(root);
    const lock = await readFile(path.join(folder, ".package-lock.json"), "utf8").catch(() => undefined);
    const count = lock && Object.keys((JSON.parse(lock) as { packages: object }).packages).length;
    return {
        name: "node modules",
        state: "ok",
        version: count === undefined ? undefined : `${count} packages`,
        place: folder,
        optional: false,
    };
}

/** Files that are written from sources and committed. */
export async function examineGenerated(root: string): Promise<Finding> {
    const file = path.join(root, "config", "schema.json");
    const found = await readFile(file, "utf8").catch(() => "");
    const current = found === `${JSON.stringify(stackFileSchema(), null, 2)}\n`;
    return {
        name: "config/schema.json",
        state: current ? "ok" : "out of date",
        place: file,
        advice: current
            ? undefined
            : modulesOf(root) === path.dirname(root)
              ? "npm install plumbline again: its files have been changed"
              : "npm run generate",
        optional: true,
    };
}
