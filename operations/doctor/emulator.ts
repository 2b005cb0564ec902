import { findEmulator } from "../emulator";
import { databaseServersOf, type DatabaseServers, type Health, healthOf } from "../emulator/process";
import { findPython } from "../emulator/python";
import { Failure } from "../pulumi/failure";
import type { Finding } from "./finding";
import { PLUMB } from "../../model/plumb";

/** The emulator is written in Python. */
export async function examinePython(): Promise<Finding> {
    try {
        const { version, command } = await findPython();
        return { name: "python", state: "ok", version, place: command, optional: false };
    } catch (error) {
        if (!(error instanceof Failure)) {
            throw error;
        }
        return { name: "python", state: "missing", advice: error.message, optional: false };
    }
}

export async function examineEmulator(directory: string, configured: string): Promise<Finding[]> {
    const running = await findEmulator(directory);
    if (running === undefined) {
        const advice = `none: \`${PLUMB} up\` starts it`;
        return [{ name: "emulator", state: "stopped", place: configured, advice, optional: true }];
    }
    const version = `process ${running.pid}`;
    return [
        { name: "emulator", state: "ok", version, place: running.url, optional: true },
        examineSandbox((await healthOf(running.url))?.functions),
        ...examineDatabases(await databaseServersOf(running.url)),
    ];
}

/** Whether the databases and caches of an emulated stack run. */
export function examineDatabases(servers: DatabaseServers = {}): Finding[] {
    const { postgresql, caches = "", reason = "the emulator does not report what runs them" } = servers;
    return [
        examineServer("databases", postgresql && `PostgreSQL ${postgresql}`, reason),
        examineServer("caches", caches, "neither `valkey-server` nor `redis-server` is on the PATH"),
    ];
}

function examineServer(name: string, version: string | undefined, reason: string): Finding {
    if (version) return { name, state: "ok", version, optional: true };
    const advice = `they are deployed, and do not run: ${reason}; see docs/emulator.md`;
    return { name, state: "missing", advice, optional: true };
}

/** Whether the functions of an emulated stack are kept away from the developer's files. */
export function examineSandbox(functions: Health["functions"] | undefined): Finding {
    const name = "functions";
    if (functions?.sandboxed) {
        return { name, state: "ok", version: "in a sandbox", optional: true };
    }
    const reason = functions?.reason ?? "the emulator does not report whether it has one";
    const advice = `they can read your files without a sandbox: ${reason}; see docs/security.md`;
    return { name, state: "missing", version: "as you", advice, optional: true };
}
