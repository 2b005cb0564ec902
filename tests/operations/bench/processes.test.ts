import assert from "node:assert/strict";
import { once } from "node:events";
import { spawn } from "node:child_process";
import { descendantsOf, type Process, seesProcesses, watched } from "../../../operations/bench/processes";

const HUNGRY = "globalThis.kept = Buffer.alloc(200e6, 1); setTimeout(() => {}, 60_000);";

describe("measured processes", () => {
    before(function () {
        // Only Linux has /proc; its callers report its absence.
        if (!seesProcesses) this.skip();
    });

    it("are the descendants of a process, with command lines and peak memory", async () => {
        const child = spawn(process.execPath, ["--eval", `${HUNGRY} console.log("ready")`], {
            stdio: ["ignore", "pipe", "ignore"],
        });
        try {
            await once(child.stdout, "data");
            const [own] = descendantsOf(process.pid).filter(({ pid }) => pid === child.pid);
            assert.equal(own?.program, "node");
            assert.equal(own.args[1], "--eval");
            assert.ok(own.peakBytes > 200e6, `${own.peakBytes} bytes`);
            assert.deepEqual(
                descendantsOf(child.pid ?? 0).map(({ pid }) => pid),
                [],
            );
        } finally {
            child.kill();
        }
    });

    it("are sampled as long as a task runs", async () => {
        const seen = new Set<number>();
        let pid: number | undefined;
        const task = async (): Promise<void> => {
            const child = spawn(process.execPath, ["--eval", "setTimeout(() => {}, 500)"], {
                stdio: "ignore",
            });
            ({ pid } = child);
            await once(child, "exit");
        };
        await watched(task, (one: Process) => seen.add(one.pid));
        assert.ok(pid !== undefined && seen.has(pid));
    });
});
