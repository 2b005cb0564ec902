import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import * as path from "node:path";

/** The key that signs requests to an emulator. */
export interface Credentials {
    /** The number of the account that the request is for. */
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
}

/** The account of a caller whose credentials name none. */
export const defaultAccount = "123456789012";

/** The secret that allows everything in the emulator: only its owner may read the file. */
export const secretFile = (directory: string) => path.join(directory, "secret");

/**
 * Credentials for the emulator of a directory. Each start makes another secret, so they are read when they are needed
 * and kept nowhere.
 * @returns credentials that every emulator refuses if no emulator has been started there
 */
export function emulatorCredentials(directory: string, account = defaultAccount): Credentials {
    return { accessKeyId: account, secretAccessKey: readSecret(directory) ?? "no-emulator-is-running" };
}

/** Whether an answer to a challenge comes from the emulator of a directory, which alone knows its secret. */
export function isProof(directory: string, challenge: string, proof: unknown): boolean {
    const secret = readSecret(directory);
    if (secret === undefined || typeof proof !== "string") return false;
    const expected = createHmac("sha256", secret).update(`plumbline ${challenge}`).digest();
    const given = Buffer.from(proof, "hex");
    return given.length === expected.length && timingSafeEqual(given, expected);
}

function readSecret(directory: string): string | undefined {
    try {
        return readFileSync(secretFile(directory), "utf8").trim();
    } catch {
        return undefined; // never started here, or stopped
    }
}
