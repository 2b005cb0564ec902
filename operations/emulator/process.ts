import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";

/** A running emulator. */
export interface Emulator {
    /** Without a slash at the end: http://127.0.0.1:4566 */
    readonly url: string;
    readonly pid: number;
    /** Holds its process id, its port, its log and its secret. */
    readonly directory: string;
    /** Path of its log: a line of JSON per request, and what went wrong. */
    readonly log: string;
    /** Changes with every start: a restarted emulator is an empty account. */
    readonly instance: string;
}

/** The emulator's health report. */
export interface Health {
    readonly instance: string;
    readonly startedAt: string;
    readonly moto: string;
    /** Its answer to a challenge, which proves its identity: see `isProof`. */
    readonly proof?: string;
    /** Whether what it runs of others is kept away from the developer's files, and if not, why. */
    readonly functions: { readonly sandboxed: boolean; readonly reason?: string };
}

/** The emulator's announcement, written once it serves. */
export interface Announcement {
    readonly pid: number;
    readonly port: number;
    readonly instance: string;
}

export const announcementFile = (directory: string) => path.join(directory, "emulator.json");
export const logFile = (directory: string) => path.join(directory, "emulator.log");
export const urlOf = (port: number) => `http://127.0.0.1:${port}`;

export async function readAnnouncement(directory: string): Promise<Announcement | undefined> {
    try {
        return JSON.parse(await readFile(announcementFile(directory), "utf8")) as Announcement;
    } catch {
        return undefined; // never started here, or stopped
    }
}

/**
 * Reads the emulator's health; undefined if nothing answers in time or another program listens there.
 * @param challenge what it is to prove itself with
 */
export async function healthOf(url: string, challenge = "", timeout = 2000): Promise<Health | undefined> {
    try {
        const query = challenge === "" ? "" : `?challenge=${encodeURIComponent(challenge)}`;
        const signal = AbortSignal.timeout(timeout);
        const answer = await fetch(`${url}/_plumbline/health${query}`, { signal });
        const health = (await answer.json()) as Partial<Health> | null;
        return typeof health?.instance === "string" ? (health as Health) : undefined;
    } catch {
        return undefined;
    }
}

/** What runs the emulator's databases, or why nothing does. */
export interface DatabaseServers {
    /** Version of PostgreSQL, such as 16.14. */
    readonly postgresql?: string;
    readonly reason?: string;
    /** The program that runs caches; empty without one. */
    readonly caches?: string;
}

/** Asks the emulator what runs its databases; undefined if it does not answer. */
export async function databaseServersOf(url: string, timeout = 10_000): Promise<DatabaseServers | undefined> {
    try {
        const signal = AbortSignal.timeout(timeout);
        const answer = await fetch(`${url}/_plumbline/health?databases`, { signal });
        return ((await answer.json()) as { databases?: DatabaseServers }).databases;
    } catch {
        return undefined;
    }
}

/**
 * Whether a process id still belongs to the emulator of this directory: ids are used again, and nothing else
 * must ever be signalled. Its command line names the directory.
 */
export async function isEmulator(pid: number, directory: string): Promise<boolean> {
    const command = await commandLine(pid);
    return command.includes("-m emulator ") && command.includes(`--ready ${announcementFile(directory)}`);
}

async function commandLine(pid: number): Promise<string> {
    try {
        return (await readFile(`/proc/${pid}/cmdline`, "utf8")).replaceAll("\0", " ");
    } catch {
        // No such process, or no /proc (macOS).
    }
    try {
        return (
            (await promisify(execFile)("ps", ["-ww", "-o", "command=", "-p", String(pid)])).stdout.trim() +
            " "
        );
    } catch {
        return "";
    }
}
