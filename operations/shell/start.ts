/** A program of the user's, in the foreground of this terminal. */
import { spawn } from "node:child_process";
import { accessSync, constants as files } from "node:fs";
import { constants } from "node:os";
import * as path from "node:path";
import { exitCodes, Failure } from "../pulumi/failure";
import { relaySignals } from "../pulumi/signals";

/**
 * Runs a program until it ends, with this process's input and output.
 * @param environment all variables that it gets
 * @returns its exit code; 128 and the number of the signal that has ended it, as shells have it
 * @throws Failure if it cannot be started
 */
export async function runForeground(
    [program = "", ...args]: readonly string[],
    environment: Readonly<Record<string, string | undefined>>,
): Promise<number> {
    const child = spawn(program, args, { stdio: "inherit", env: { ...environment } });
    const relay = relaySignals((signal) => child.kill(signal), { terminal: process.stdin.isTTY });
    try {
        return await new Promise<number>((resolve, reject) => {
            child.once("error", (error: NodeJS.ErrnoException) => {
                const reason = error.code === "ENOENT" ? "is not on the PATH" : "cannot be started";
                reject(new Failure(`${program} ${reason}.`, exitCodes.missing));
            });
            child.once("exit", (code, signal) => {
                resolve(code ?? 128 + constants.signals[signal ?? "SIGTERM"]);
            });
        });
    } finally {
        relay.stop();
    }
}

/** Whether a shell would find a program. */
export function isOnPath(program: string, search = process.env["PATH"] ?? ""): boolean {
    return search.split(path.delimiter).some((folder) => {
        try {
            accessSync(path.join(folder, program), files.X_OK);
            return folder !== "";
        } catch {
            return false;
        }
    });
}
