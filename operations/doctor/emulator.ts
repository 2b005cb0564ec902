import { findEmulator } from "../emulator";
import { findPython } from "../emulator/python";
import { Failure } from "../engine/failure";
import { paths } from "../engine/paths";
import type { Finding } from "./finding";

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

export async function examineEmulator(root: string, configured: string): Promise<Finding> {
    const running = await findEmulator(paths(root).emulator);
    if (running === undefined) {
        const advice = "nothing: `./plumb up` starts it";
        return { name: "emulator", state: "stopped", place: configured, advice, optional: true };
    }
    return {
        name: "emulator",
        state: "ok",
        version: `process ${running.pid}`,
        place: running.url,
        optional: true,
    };
}
