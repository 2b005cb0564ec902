import * as path from "node:path";
import { exitCodes, Failure } from "../pulumi/failure";
import { locateToolchain, type Toolchain } from "../pulumi/toolchain";
import type { Finding } from "./finding";
import { PLUMB } from "../../model/plumb";

/** The engine and its plugins, and, while there is none, the Go that would build it. */
export async function examineToolchain(root: string): Promise<Finding[]> {
    const toolchain = await locateToolchain(root);
    const go = await examineGo(root, toolchain === undefined);
    if (toolchain !== undefined) {
        const parts = toolchain.parts.map(({ name, version, path }): Finding => ({
            name: name === "pulumi" ? `pulumi (${toolchain.kind})` : name,
            state: "ok",
            version,
            place: path,
            optional: false,
        }));
        return [...parts, ...(await examineChecksums(toolchain)), go];
    }
    const advice = `none: \`${PLUMB} up\` downloads the official release, or builds it if the download fails`;
    return [{ name: "pulumi", state: "missing", advice, optional: true }, go];
}

/**
 * Every use compares sizes and times; here the checksums are compared. A difference means damage or
 * manipulation, and `up` would use the file.
 */
export async function examineChecksums(toolchain: Toolchain): Promise<Finding[]> {
    const { verify } = await import("../../toolchain/setup/index.mjs");
    const bad = await verify(toolchain);
    const place = path.dirname(path.dirname(toolchain.pulumi));
    return bad.map((file) => ({
        name: file,
        state: "damaged",
        place,
        advice: `its checksum differs: remove ${place}, and \`${PLUMB} up\` sets it up again`,
        optional: false,
    }));
}

/** Without Go, `up` works only if Pulumi is installed or its publisher's host answers. */
async function examineGo(root: string, needed: boolean): Promise<Finding> {
    const { findGo } = await import("../../toolchain/setup/fingerprint.mjs");
    const { ToolchainError } = await import("../../toolchain/setup/common.mjs");
    try {
        return {
            name: "go",
            state: "ok",
            version: (await findGo(root)).replace(/^go/, ""),
            optional: !needed,
        };
    } catch (error) {
        if (!(error instanceof ToolchainError)) {
            throw new Failure(`Go could not be examined: ${String(error)}`, exitCodes.failed);
        }
        const state = error.code === "GO_TOO_OLD" ? "too old" : "missing";
        return { name: "go", state, advice: error.message, optional: !needed };
    }
}
