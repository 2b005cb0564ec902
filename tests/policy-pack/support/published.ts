/** The published pack: the tarball of `npm pack`, unpacked. */
import { execFile } from "node:child_process";
import { cp, mkdir, symlink } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";

import { ROOT } from "../../support/program";

const run = promisify(execFile);
const modules = path.join(ROOT, "node_modules");

/**
 * Packs and unpacks the pack; nothing is fetched.
 *
 * @returns its folder, below the one given
 */
export async function unpackPublished(folder: string): Promise<string> {
    // .npmrc keeps scripts of packages from being run; this is our own.
    const args = ["pack", "--ignore-scripts=false", "--json", "--offline", "--pack-destination", folder];
    const { stdout } = await run("npm", args, { cwd: path.join(ROOT, "policy-pack") });
    // The build's own output comes before.
    const [packed] = JSON.parse(stdout.slice(stdout.indexOf("["))) as [{ readonly filename: string }];
    await run("tar", ["-xzf", path.join(folder, packed.filename), "-C", folder]);
    return path.join(folder, "package");
}

/** Puts the pack's dependencies beside it, like npm: of gRPC, the SDK has a copy of its own. */
export async function installWithTwoCopies(folder: string): Promise<void> {
    const own = path.join(folder, "node_modules");
    const sdk = path.join(own, "@pulumi", "policy");
    await cp(path.join(modules, "@pulumi", "policy"), sdk, { recursive: true });
    await cp(path.join(modules, "@grpc", "grpc-js"), path.join(sdk, "node_modules", "@grpc", "grpc-js"), {
        recursive: true,
    });
    await mkdir(path.join(own, "@grpc"), { recursive: true });
    for (const name of [
        "google-protobuf",
        "@pulumi/pulumi",
        "@grpc/grpc-js",
        "@grpc/proto-loader",
        "@js-sdsl",
    ])
        await symlink(path.join(modules, name), path.join(own, name));
}
