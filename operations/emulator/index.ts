/**
 * Starts, finds and stops the emulated AWS. A directory (such as .plumb/emulator) stands for one emulator and
 * holds the id of its process, its port, its log and its secret; resources are kept in memory only.
 */
import { type Progress, pythonWithPackages } from "./packages";

export { type Credentials, defaultAccount, emulatorCredentials } from "./credentials";
export { emulatorDirectory } from "./directories";
export { inventory, type Resource } from "./inventory";
export type { Progress } from "./packages";
export type { Emulator } from "./process";
export { sign, signedFetch, type SignedRequest } from "./request";
export { findEmulator, startEmulator, type StartOptions } from "./start";
export { stopEmulator } from "./stop";

/**
 * Installs what the emulator needs, if it isn't there yet: about 20 s the first time, nothing afterwards.
 * @throws Failure if Python is missing or its packages can't be had
 */
export async function prepareEmulator(
    options: { readonly onProgress?: (progress: Progress) => void } = {},
): Promise<void> {
    await pythonWithPackages(options.onProgress ?? (() => undefined));
}
