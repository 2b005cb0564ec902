import assert from "node:assert/strict";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { capturePulumi, createEngine, type Engine } from "../../operations/engine/pulumi";
import { locateToolchain, type Toolchain } from "../../operations/engine/toolchain";
import { beginRehearsal, endRehearsal } from "../../operations/rehearse/rehearsal";
import { type Judged, previewWithPolicies } from "./support/policies";

const root = path.resolve(__dirname, "../..");
const pack = path.join(root, "policy-pack");

describe("the policy pack", () => {
    let toolchain: Toolchain;

    before(async () => {
        const located = await locateToolchain(root);
        assert.ok(located, "there is no toolchain: ./plumb up sets it up");
        toolchain = located;
    });

    it("stops a program of somebody else's for the right reasons, without its password", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-foreign-"));
        const rehearsal = await beginRehearsal(root, "prod", toolchain);
        try {
            await cp(path.join(root, "tests", "engine", "fixtures", "foreign"), folder, { recursive: true });
            await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
            const { stack, emulator, paths } = rehearsal.engine;
            const place = { ...paths, root: folder };
            const foreign = createEngine({ stack, emulator, toolchain, paths: place });
            const judged = await judgeForeign(foreign, rehearsal.folder);
            assert.notEqual(judged.exitCode, 0);
            const found = new Set(
                judged.findings.map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1) ?? ""}`),
            );
            for (const expected of [
                "s3-no-acls files",
                "s3-no-force-destroy files",
                "vpc-authorised-ports open",
                "vpc-no-admin-from-world open",
                "vpc-risky-ports open",
                "across-required-tags database",
                "across-protect-stateful database",
            ]) {
                assert.ok(found.has(expected), `${expected} is not among ${[...found].join(", ")}`);
            }
            assert.ok(!judged.output.includes("not-to-be-seen"), "the password is in the output");
        } finally {
            await endRehearsal(rehearsal);
            await rm(folder, { recursive: true, force: true });
        }
    });

    async function judgeForeign(engine: Engine, scratch: string): Promise<Judged> {
        const config = (key: string, value: string) => ["--config", `foreign:${key}=${value}`];
        await capturePulumi(engine, "stack", "init", engine.stack);
        const password = ["config", "set", "--secret", "foreign:password", "not-to-be-seen"];
        await capturePulumi(engine, ...password, "--stack", engine.stack);
        return previewWithPolicies(engine, scratch, pack, ...config("emulator", engine.emulator ?? ""));
    }
});
