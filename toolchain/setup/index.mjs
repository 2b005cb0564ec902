// Finds, downloads or builds the toolchain: the Pulumi engine and its plugins.
//
// In this order: a pulumi on PATH that is new enough; the official release; built from Go modules.
import { dirname } from "node:path";
import { findBuilt, ensureBuilt } from "./built.mjs";
import { verify as verifyDirectory } from "./checksums.mjs";
import { readVersions, ToolchainError } from "./common.mjs";
import { findInstalled } from "./installed.mjs";
import { downloadOfficial, findOfficial } from "./official.mjs";

export { ToolchainError } from "./common.mjs";

/** @typedef {import("./common.mjs").Toolchain} Toolchain */

/** @typedef {import("./common.mjs").Progress} Progress */

const kinds = ["installed", "official", "built"];

/**
 * Looks for a toolchain that is ready to use. Installs nothing, asks no host.
 * @param {string} root the project's directory
 * @returns {Promise<Toolchain | undefined>}
 */
export async function locate(root) {
    const only = forced();
    if (allows(only, "installed")) {
        const installed = await findInstalled(root);
        if (installed !== undefined) return installed;
    }
    if (allows(only, "official")) {
        const official = await findOfficial(root);
        if (official !== undefined) return official;
    }
    return allows(only, "built") ? findBuilt(root) : undefined;
}

/**
 * Finds a toolchain, or downloads or builds one. Waits if another process is about to.
 * @param {string} root the project's directory
 * @param {{ onProgress?: import("./common.mjs").OnProgress }} [options]
 * @returns {Promise<Toolchain>}
 * @throws {ToolchainError} if none is available; the message names the remedy
 */
export async function ensure(root, options = {}) {
    const only = forced();
    const located = await locate(root);
    if (located !== undefined) return located;
    if (allows(only, "official")) {
        const official = await downloadOfficial(root, options);
        if (official !== undefined) return official;
    }
    if (allows(only, "built")) return ensureBuilt(root, options);
    const { pulumi } = await readVersions(root);
    throw new ToolchainError(
        "NOT_INSTALLED",
        only === "installed"
            ? `PLUMBLINE_TOOLCHAIN=installed, but there is no pulumi ${pulumi.minimum} or newer on PATH. ` +
                  "Install it (https://www.pulumi.com/docs/install/) or unset PLUMBLINE_TOOLCHAIN."
            : "PLUMBLINE_TOOLCHAIN=official, but the host of the official releases does not answer. " +
                  "Unset PLUMBLINE_TOOLCHAIN to build Pulumi from Go modules instead.",
    );
}

/**
 * Compares the checksums of everything that was downloaded or built. Returns the files that are missing or
 * differ; a toolchain that the person installed has nothing to compare with.
 * @param {Toolchain} toolchain
 * @returns {Promise<string[]>}
 */
export async function verify(toolchain) {
    return toolchain.kind === "installed" ? [] : verifyDirectory(dirname(dirname(toolchain.pulumi)));
}

/** The kind of toolchain that PLUMBLINE_TOOLCHAIN names. */
function forced() {
    const value = process.env["PLUMBLINE_TOOLCHAIN"] || undefined;
    if (value !== undefined && !kinds.includes(value)) {
        throw new ToolchainError(
            "SETTING",
            `PLUMBLINE_TOOLCHAIN=${value}: must be one of ${kinds.join(", ")}, or unset.`,
        );
    }
    return value;
}

/**
 * @param {string | undefined} only
 * @param {Toolchain["kind"]} kind
 */
function allows(only, kind) {
    return only === undefined || only === kind;
}
