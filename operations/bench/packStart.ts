import { spawn } from "node:child_process";
import * as path from "node:path";
import { Failure } from "../pulumi/failure";
import { median } from "./measure";
import type { Row } from "./row";

/** Seconds until the policy pack prints its port, started as the engine starts it. */
async function start(root: string): Promise<number> {
    const pack = path.join(root, "policy-pack");
    const script = path.join(root, "node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js");
    const begun = performance.now();
    // Nothing listens at the engine's address: the pack connects only to report.
    const child = spawn(process.execPath, [script, "127.0.0.1:1", pack], {
        cwd: pack,
        stdio: ["ignore", "pipe", "ignore"],
    });
    try {
        return await new Promise((resolve, reject) => {
            child.stdout.once("data", () => {
                resolve((performance.now() - begun) / 1000);
            });
            child.once("exit", () => {
                reject(new Failure("The policy pack ended before it served requests."));
            });
        });
    } finally {
        child.removeAllListeners("exit");
        // Long enough to keep what Node has compiled, as it would while a preview runs.
        setTimeout(() => child.kill(), 1500);
        await new Promise((resolve) => child.once("exit", resolve));
    }
}

/** Row 13: what the engine waits for before a preview, and again before an update. */
export const packStart: Row = {
    number: 13,
    title: "start of the policy pack, after its first ÷ a second",
    goal: 1,
    measure: async ({ root, runs }) => {
        await start(root);
        const seconds: number[] = [];
        for (let turn = 0; turn < runs; turn += 1) seconds.push(await start(root));
        return { kind: "amounts", ours: Number(median(seconds).toFixed(2)), other: 1, unit: "seconds" };
    },
};
