import { exitCodes, Failure } from "./failure";
import type * as setup from "../../toolchain/setup/index.mjs";

export type Toolchain = Awaited<ReturnType<typeof setup.ensure>>;

/** The progress of a setup, to be shown. */
export type Progress = Parameters<
    NonNullable<NonNullable<Parameters<typeof setup.ensure>[1]>["onProgress"]>
>[0];

/** Finds a ready toolchain; installs and builds nothing. */
export async function locateToolchain(root: string): Promise<Toolchain | undefined> {
    return translate(async (setup) => setup.locate(root));
}

/**
 * Finds, downloads or builds the toolchain, whichever works first.
 * @throws Failure with a remedy if the setup is impossible
 */
export async function ensureToolchain(
    root: string,
    onProgress: (progress: Progress) => void,
): Promise<Toolchain> {
    return translate(async (setup) => setup.ensure(root, { onProgress }));
}

/** Errors of the setup become a Failure. */
export async function translate<T>(work: (module: typeof setup) => Promise<T>): Promise<T> {
    const module = await import("../../toolchain/setup/index.mjs");
    try {
        return await work(module);
    } catch (error) {
        if (error instanceof module.ToolchainError) {
            const wrongUsage = error.code === "SETTING";
            throw new Failure(error.message, wrongUsage ? exitCodes.usage : exitCodes.missing);
        }
        throw error;
    }
}
