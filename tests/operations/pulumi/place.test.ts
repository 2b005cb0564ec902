import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
    chmodSync,
    existsSync,
    mkdirSync,
    mkdtempSync,
    readdirSync,
    readFileSync,
    rmSync,
    statSync,
    symlinkSync,
    utimesSync,
    writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { root } from "../../../cli/command";
import { observeOperation, runOperation } from "../../../operations/pulumi/runPulumi";
import { paths } from "../../../operations/pulumi/paths";
import { keepPrivate, temporaryFolder } from "../../../operations/pulumi/place";
import { capturePulumi, type Engine } from "../../../operations/pulumi/engine";

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

describe("the private folder of a clone", () => {
    let folder: string;
    let place: string;

    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "plumb-unit-"));
        place = path.join(folder, ".plumb");
    });
    afterEach(() => {
        rmSync(folder, { recursive: true });
    });

    /** A folder that other users can read. */
    function open(): { readonly state: string; readonly foreign: string } {
        const [state, foreign] = [path.join(place, "state", "local.json"), path.join(folder, "foreign")];
        mkdirSync(path.dirname(state), { recursive: true });
        for (const file of [state, foreign]) {
            writeFileSync(file, "{}");
            chmodSync(file, 0o644);
        }
        symlinkSync(foreign, path.join(place, "link"));
        for (const opened of [place, path.dirname(state)]) chmodSync(opened, 0o755);
        return { state, foreign };
    }

    it("is closed to other users from the beginning", () => {
        keepPrivate(place);
        assert.equal(modeOf(place), "700");
    });

    it("is closed with all its contents if it was open, except for targets of links", () => {
        const { state, foreign } = open();
        keepPrivate(place);
        assert.deepEqual([place, path.dirname(state), state].map(modeOf), ["700", "700", "600"]);
        assert.equal(modeOf(foreign), "644");
    });

    it("is closed by every command", async () => {
        const own = path.join(root, ".plumb");
        mkdirSync(own, { recursive: true });
        chmodSync(own, 0o755);
        await promisify(execFile)(process.execPath, [path.join(root, "cli/main.mjs"), "--help"]);
        assert.equal(modeOf(own), "700");
    });

    it("keeps temporary files for a day", () => {
        const temporary = path.join(place, "tmp");
        mkdirSync(path.join(temporary, "old"), { recursive: true });
        for (const name of ["pulumi-asset-1", "pulumi-asset-2"])
            writeFileSync(path.join(temporary, name), "x");
        const twoDaysAgo = Date.now() / 1000 - 2 * 24 * 3600;
        for (const name of ["old", "pulumi-asset-1"])
            utimesSync(path.join(temporary, name), twoDaysAgo, twoDaysAgo);
        assert.equal(temporaryFolder(temporary), temporary);
        assert.deepEqual(readdirSync(temporary), ["pulumi-asset-2"]);
        assert.equal(modeOf(temporary), "700");
    });

    describe("as the folder for temporary files of Pulumi", () => {
        /** Notes the folder that it would use, and its contents. */
        const program = `#!/bin/sh\necho "$TMPDIR" >> "$NOTES"\n`;
        const ways: Record<string, (engine: Engine) => Promise<unknown>> = {
            "that is asked something": async (engine) => capturePulumi(engine, "version"),
            "that works before a person's eyes": async (engine) => runOperation(engine, ["preview"]),
            "that is watched": async (engine) =>
                observeOperation(engine, ["preview"], { onEvent: () => undefined }),
        };
        for (const [name, start] of Object.entries(ways)) {
            it(`is used by one ${name}`, async () => {
                const [pulumi, notes] = [path.join(folder, "pulumi"), path.join(folder, "notes")];
                writeFileSync(pulumi, program, { mode: 0o755 });
                const own = paths(folder);
                await start({
                    paths: own,
                    stack: "unit",
                    emulator: undefined,
                    toolchain: { kind: "installed", version: "0", pulumi, environment: {}, parts: [] },
                    environment: { NOTES: notes },
                });
                assert.equal(readFileSync(notes, "utf8"), `${own.temporary}\n`);
                assert.equal(modeOf(own.temporary), "700");
                assert.deepEqual(readdirSync(own.temporary), []);
                assert.ok(existsSync(own.temporary));
            });
        }
    });
});
