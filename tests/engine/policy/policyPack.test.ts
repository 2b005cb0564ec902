import assert from "node:assert/strict";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { capturePulumi, createEngine, type Engine } from "../../../operations/pulumi/engine";
import { locateToolchain, type Toolchain } from "../../../operations/pulumi/toolchain";
import { beginRehearsal, endRehearsal } from "../../../operations/rehearse/rehearsal";
import { unpackPublished } from "../../policy-pack/support/published";
import { type Judged, previewWithPolicies } from "../support/policies";

const root = path.resolve(__dirname, "../../..");
const fixture = path.join(root, "tests", "engine", "fixtures", "foreign");

describe("the policy pack", () => {
    let toolchain: Toolchain;

    before(async () => {
        const located = await locateToolchain(root);
        assert.ok(located, "there is no toolchain: ./plumb up sets it up");
        toolchain = located;
    });

    // As it is published, without this repository around it. Its rules know resources, not languages; that a program
    // in YAML or Go is judged the same is not shown: there are no hosts for those languages here.
    it("refuses another program for the expected reasons only, and hides its password", async () => {
        const folder = await mkdtemp(path.join(tmpdir(), "plumb-foreign-"));
        const rehearsal = await beginRehearsal(root, "prod", toolchain);
        try {
            await cp(fixture, folder, { recursive: true });
            await symlink(path.join(root, "node_modules"), path.join(folder, "node_modules"));
            const pack = await unpackPublished(folder);
            const { stack, emulator, paths } = rehearsal.engine;
            const place = { ...paths, root: folder };
            const foreign = createEngine({
                stack,
                emulator,
                account: "111122223333",
                toolchain,
                paths: place,
            });
            const judged = await judgeForeign(foreign, rehearsal.folder, pack);
            assert.notEqual(judged.exitCode, 0);
            const lines = judged.findings
                .filter(({ level }) => level === "mandatory")
                .map(({ rule, urn }) => `${rule} ${urn.split("::").at(-1) ?? ""}\n`);
            const found = [...new Set(lines)].sort();
            const expected = path.join(fixture, "findings.txt");
            if (process.env["UPDATE_FINDINGS"] !== undefined) await writeFile(expected, found.join(""));
            assert.equal(found.join(""), await readFile(expected, "utf8"));
            assert.ok(!judged.output.includes("not-to-be-seen"), "the password is in the output");
        } finally {
            await endRehearsal(rehearsal);
            await rm(folder, { recursive: true, force: true });
        }
    });

    async function judgeForeign(engine: Engine, scratch: string, pack: string): Promise<Judged> {
        const config = (key: string, value: string) => ["--config", `foreign:${key}=${value}`];
        await capturePulumi(engine, "stack", "init", engine.stack);
        const password = ["config", "set", "--secret", "foreign:password", "not-to-be-seen"];
        await capturePulumi(engine, ...password, "--stack", engine.stack);
        return previewWithPolicies(engine, scratch, pack, ...config("emulator", engine.emulator ?? ""));
    }
});
