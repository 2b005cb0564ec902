import { accessSync, constants, existsSync, statSync } from "node:fs";
import * as path from "node:path";
import pc from "picocolors";
import { exitCodes, type ExitCode, Failure } from "../operations/pulumi/failure";

/**
 * Prints an error on standard error.
 * @returns the exit code of the error
 */
export function explain(error: unknown): ExitCode {
    if (error instanceof Failure) {
        if (!error.reported) {
            print(error.message);
        }
        return error.exitCode;
    }
    // By name: importing config/ only to recognise its error would load the schema for every command.
    if (error instanceof Error && error.name === "ConfigurationError") {
        print(error.message);
        return exitCodes.usage;
    }
    const fault = faultOfPlace(error);
    if (fault !== undefined) {
        print(fault);
        return exitCodes.missing;
    }
    print(`This is a bug in plumb: ${error instanceof Error ? error.stack : String(error)}`);
    return exitCodes.failed;
}

/** What the machine refuses, by the code of the system's error. */
const FAULTS: Readonly<Record<string, string>> = {
    EACCES: "is closed to you: change its permissions, or work as its owner",
    EDQUOT: "cannot be written, because your quota of the disk is used up: make room",
    EMFILE: "cannot be opened, because too many files are open: raise the limit (ulimit -n)",
    EIO: "cannot be read or written: the disk reports an error",
    ELOOP: "is a link that leads to itself",
    ENFILE: "cannot be opened, because too many files are open on this machine",
    ENOSPC: "cannot be written, because the disk is full: make room",
    EISDIR: "is a folder, and a file is needed there",
    ENOTDIR: "lies below a file, where a folder is needed",
    EPERM: "may not be changed by you: change its owner or permissions",
    EROFS: "cannot be written, because it is on a read-only file system: work in a copy elsewhere",
};

/** A sentence about a file or folder that cannot be used; undefined for other errors. */
export function faultOfPlace(error: unknown): string | undefined {
    if (!(error instanceof Error)) return undefined;
    const { code = "", path: file, syscall } = error as NodeJS.ErrnoException;
    const fault = FAULTS[code === "ENOENT" && syscall === "mkdir" ? whyNotMade(file ?? ".") : code];
    // The system calls it "permission denied", too, where a program or a port is meant.
    if (fault === undefined || syscall === "kill" || syscall === "listen") return undefined;
    return `${file ?? "A file"} ${fault}.`;
}

/** Node says of folders within each other that there is none, whatever the reason: the system says it of the one that is there. */
function whyNotMade(folder: string): string {
    let there = path.resolve(folder);
    while (!existsSync(there) && path.dirname(there) !== there) there = path.dirname(there);
    try {
        accessSync(there, constants.W_OK);
    } catch (error) {
        return (error as NodeJS.ErrnoException).code ?? "";
    }
    return statSync(there).isDirectory() ? "" : "ENOTDIR";
}

function print(message: string): void {
    process.stderr.write(`${pc.red("error:")} ${message}\n`);
}
