import { execFile } from "node:child_process";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { compile } from "./compile";
import { assetsOf } from "./contents";
import { type Manifest, packageManifest, packManifest } from "./manifest";

const run = promisify(execFile);

export interface Packed {
    readonly tarball: string;
    /** Files in it, with `/`. */
    readonly files: readonly string[];
}

/**
 * Builds the package that is published, and packs it: the repository's layout, so that files find each other as they do
 * here, with JavaScript in place of TypeScript.
 *
 * @param root the repository's
 * @param folder for the tree (`package`) and the tarball
 */
export async function buildPackage(root: string, folder: string): Promise<Packed> {
    const target = path.join(folder, "package");
    await rm(target, { recursive: true, force: true });
    await mkdir(target, { recursive: true });
    // One process bundles while this one compiles.
    const bundled = run(process.execPath, [path.join(root, "policy-pack/start.mjs"), "--build"]);
    const { stdout } = await run("git", ["ls-files", "-z", "-co", "--exclude-standard"], {
        cwd: root,
        maxBuffer: 1 << 26,
    });
    compile(root, target);
    await bundled;
    for (const file of [...assetsOf(stdout.split("\0")), "policy-pack/dist/pack.js"]) {
        await mkdir(path.dirname(path.join(target, file)), { recursive: true });
        await copyFile(path.join(root, file), path.join(target, file)); // permissions included
    }
    await writeManifests(root, target);
    return pack(target, folder);
}

async function writeManifests(root: string, target: string): Promise<void> {
    const read = async (file: string) =>
        JSON.parse(await readFile(path.join(root, file), "utf8")) as Manifest;
    const own = await read("package.json");
    const pack = await read("policy-pack/package.json");
    const write = async (file: string, content: object) =>
        writeFile(path.join(target, file), `${JSON.stringify(content, null, 2)}\n`);
    await write("package.json", packageManifest(own, pack, OLDEST_NODE));
    await write("policy-pack/package.json", packManifest(pack));
}

/** With which `plumb` can get a newer one (toolchain/node.sh). */
const OLDEST_NODE = "20";

async function pack(target: string, folder: string): Promise<Packed> {
    const args = [
        "pack",
        "--json",
        "--offline",
        "--ignore-scripts",
        "--pack-destination",
        path.resolve(folder),
    ];
    const { stdout } = await run("npm", args, { cwd: target, maxBuffer: 1 << 26 });
    const [packed] = JSON.parse(stdout) as [
        { readonly filename: string; readonly files: { path: string }[] },
    ];
    return {
        tarball: path.join(path.resolve(folder), packed.filename),
        files: packed.files.map(({ path: file }) => file).sort(),
    };
}
