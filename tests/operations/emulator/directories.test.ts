/** An emulator for each port, so that a command on one stack never ends that of another. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { emulatorDirectory } from "../../../operations/emulator";

describe("the directory of an emulator", () => {
    let folder: string;
    let usual: string;
    const first = "http://127.0.0.1:4566";
    const second = "http://127.0.0.1:4567";
    /** No process has this id: Linux and macOS end below. */
    const NOBODY = 2 ** 30;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "plumb-unit-"));
        usual = path.join(folder, "emulator");
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    function announce(directory: string, port: number, pid = process.pid): void {
        mkdirSync(directory, { recursive: true });
        writeFileSync(path.join(directory, "emulator.json"), JSON.stringify({ pid, port, instance: "one" }));
    }

    it("is the usual one while none runs, and for the one that runs there", () => {
        assert.equal(emulatorDirectory(usual, first), usual);
        announce(usual, 4566);
        assert.equal(emulatorDirectory(usual, first), usual);
    });

    it("is another one beside an emulator at another port", () => {
        announce(usual, 4566);
        assert.equal(emulatorDirectory(usual, second), `${usual}-4567`);
    });

    it("stays that of its emulator when the other one has ended", () => {
        announce(`${usual}-4567`, 4567);
        assert.equal(emulatorDirectory(usual, second), `${usual}-4567`);
        assert.equal(emulatorDirectory(usual, first), usual);
    });

    it("is the usual one again after its emulator was killed", () => {
        announce(usual, 4566, NOBODY);
        assert.equal(emulatorDirectory(usual, second), usual);
    });

    it("is found beside an announcement that was cut off", () => {
        mkdirSync(usual);
        writeFileSync(path.join(usual, "emulator.json"), '{"pid": 1');
        assert.equal(emulatorDirectory(usual, first), usual);
    });
});
