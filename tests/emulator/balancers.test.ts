import * as assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import type { Emulator } from "../../operations/emulator";
import { descendants, json, Scratch, script } from "./support";

describe("load balancers and services of the emulator", function () {
    this.timeout(90_000);
    const scratch = new Scratch();
    let emulator: Emulator;

    before(async () => {
        emulator = await scratch.start();
    });
    after(async () => scratch.clear());

    /** Processes with the script of a service. */
    const running = async (): Promise<number[]> => {
        const all = await descendants(emulator.pid);
        const lines = await Promise.all(
            all.map(async (pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
        );
        return all.filter((_, at) => lines[at]?.includes("main.js"));
    };

    it("answer by rules, and refuse what is not run", async () => {
        await script("balancers.py", emulator);
    });

    it("start again a process that is killed, and say so", async function () {
        // Elsewhere the processes of others cannot be looked at.
        if (process.platform !== "linux") return this.skip();
        const before = await running();
        assert.equal(before.length, 2);
        process.kill(Number(before[0]), "SIGKILL");
        while ((await running()).filter((pid) => !before.includes(pid)).length < 1) await sleep(50);
        const answer = await json(
            emulator,
            "ecs",
            "AmazonEC2ContainerServiceV20141113.DescribeServices",
            { cluster: "left", services: ["left"] },
            { region: "us-east-1" },
        );
        const { services } = (await answer.json()) as { services: { events: { message: string }[] }[] };
        assert.match(JSON.stringify(services[0]?.events), /ended with exit code 137: one listens/);
    });

    it("leave no process when the emulator is killed", async function () {
        if (process.platform !== "linux") return this.skip();
        const left = await running();
        assert.ok(left.length > 0);
        process.kill(emulator.pid, "SIGKILL");
        const alive = async (): Promise<boolean> =>
            (
                await Promise.all(
                    left.map(async (pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
                )
            ).some((line) => line.includes("main.js"));
        while (await alive()) await sleep(20);
    });
});
