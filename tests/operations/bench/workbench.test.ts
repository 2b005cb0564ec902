import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { engineAt } from "../../../operations/bench/workbench";
import { secretFile } from "../../../operations/emulator/credentials";
import { paths } from "../../../operations/pulumi/paths";
import { createEngine } from "../../../operations/pulumi/engine";

describe("the stack beside the deployed one", () => {
    it("has its own folder, and the state, emulator and credentials of the stack", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-bench-test-"));
        try {
            const place = paths("/program", folder);
            await mkdir(place.emulator);
            await writeFile(secretFile(place.emulator), "known to the emulator");
            const engine = createEngine({
                paths: place,
                stack: "local",
                emulator: "http://127.0.0.1:1",
                account: "210987654321",
                toolchain: { kind: "built", version: "", pulumi: "", environment: {}, parts: [] },
            });
            const other = engineAt(engine, path.join(folder, "flat"), "flat");
            assert.deepEqual([other.paths.root, other.stack], [path.join(folder, "flat"), "flat"]);
            assert.equal(other.environment["AWS_SECRET_ACCESS_KEY"], "known to the emulator");
            for (const name of ["AWS_ACCESS_KEY_ID", "AWS_ENDPOINT_URL", "PULUMI_BACKEND_URL"]) {
                assert.equal(other.environment[name], engine.environment[name]);
            }
        } finally {
            await rm(folder, { recursive: true, force: true });
        }
    });
});
