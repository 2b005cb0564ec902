import { execFile } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import { hostname } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { type Engine, expectPulumi } from "./engine";
import { Failure } from "./failure";

interface Lock {
    readonly pid: number;
    readonly hostname: string;
}

/**
 * Removes the lock that a killed Pulumi left on an emulated stack.
 * @throws Failure if the Pulumi that holds it is still at work
 */
export async function releaseStaleLock(engine: Engine): Promise<boolean> {
    const locks = await readLocks(engine);
    if (locks.length === 0) {
        return false;
    }
    for (const lock of locks) {
        if (lock.hostname !== hostname() || (await isPulumi(lock.pid))) {
            throw new Failure(
                `Stack "${engine.stack}" is locked by Pulumi, process ${lock.pid} on ${lock.hostname}. ` +
                    "Wait for its end, or end it.",
            );
        }
    }
    await expectPulumi(engine, "release the lock", "cancel", "--yes", "--stack", engine.stack);
    return true;
}

async function readLocks(engine: Engine): Promise<Lock[]> {
    const folder = path.join(engine.paths.state, ".pulumi/locks/organization");
    const files = await readdir(folder, { recursive: true }).catch(() => []);
    const ours = files.filter(
        (file) => file.endsWith(".json") && path.basename(path.dirname(file)) === engine.stack,
    );
    const texts = await Promise.all(
        // A lock may be released between listing and reading.
        ours.map((file) => readFile(path.join(folder, file), "utf8").catch(() => undefined)),
    );
    return texts.filter((text) => text !== undefined).map(parseLock);
}

/** A Pulumi that was killed while it wrote its lock holds it no more. */
function parseLock(text: string): Lock {
    try {
        return JSON.parse(text) as Lock;
    } catch {
        return { pid: 0, hostname: hostname() };
    }
}

/** A process id is used again some day: alive is not enough, it has to be a Pulumi. */
async function isPulumi(pid: number): Promise<boolean> {
    return (await commandOf(pid)).includes("pulumi");
}

async function commandOf(pid: number): Promise<string> {
    try {
        if (process.platform === "linux") {
            return await readFile(`/proc/${pid}/comm`, "utf8"); // ps is not on every small Linux
        }
        return (await promisify(execFile)("ps", ["-p", String(pid), "-o", "comm="])).stdout;
    } catch {
        return "";
    }
}
