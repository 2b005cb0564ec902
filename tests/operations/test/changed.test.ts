import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { execa } from "execa";
import { affected, changedSince, leftOut, Uses } from "../../../operations/test/changed";
import { testFiles } from "../../../operations/test/suites";
import { ROOT } from "../../support/program";

/** Tests that name other tests as examples, this one included, count as their dependents. */
const tests = testFiles().filter((file) => !file.startsWith("tests/operations/test/"));
const graph = new Uses(ROOT);
const filesFor = (...changed: string[]): readonly string[] => affected(graph, changed, tests).files ?? [];
const suitesFor = (...changed: string[]): readonly string[] => affected(graph, changed, tests).suites;

describe("plumb test --changed", () => {
    it("runs no test without a change", () => {
        assert.deepEqual(affected(graph, [], tests), { suites: [], files: [] });
    });

    it("runs a changed test, and no other of its kind", () => {
        assert.deepEqual(filesFor("tests/config/data.test.ts"), ["tests/config/data.test.ts"]);
        assert.deepEqual(suitesFor("tests/config/data.test.ts"), ["lint", "types", "generated", "unit"]);
    });

    it("runs tests of a changed file's dependents, at any distance", () => {
        const found = filesFor("model/cidr.ts");
        for (const test of [
            "tests/model/cidr.test.ts",
            "tests/components/network/network.test.ts",
            "tests/platform/index.test.ts",
        ])
            assert.ok(found.includes(test), test);
        assert.ok(!found.includes("tests/policy-pack/core/reading/view.test.ts"));
    });

    it("runs engine tests if the program or a command has changed: they deploy and call them", () => {
        for (const file of ["components/storage/queue.ts", "cli/commands/up/run.ts", "emulator/app.py"]) {
            const found = filesFor(file);
            assert.ok(found.includes("tests/engine/lifecycle.test.ts"), file);
        }
        assert.ok(!filesFor("tests/config/fixtures.ts").some((file) => file.startsWith("tests/engine/")));
    });

    it("finds data files by their names in tests", () => {
        assert.deepEqual(filesFor("tests/engine/fixtures/drifting.yaml"), [
            "tests/engine/drift/drift.test.ts",
        ]);
        const found = filesFor("tests/policy-pack/messages.txt");
        assert.ok(found.includes("tests/policy-pack/mutations.test.ts"));
        assert.ok(found.includes("tests/engine/policy/policyMutations.test.ts"));
        assert.ok(found.length < 20, found.join());
    });

    it("runs all tests if the changed file has unknown dependents", () => {
        for (const file of ["package-lock.json", "tests/support/setup.ts", "nobody/knows.bin"]) {
            assert.equal(filesFor(file).length, tests.length, file);
        }
    });

    it("runs the toolchain tests if the toolchain has changed", () => {
        assert.ok(suitesFor("toolchain/aws/main.go").includes("go"));
        assert.ok(!suitesFor("components/storage/queue.ts").includes("go"));
    });

    it("lists skipped tests", () => {
        const selection = affected(graph, ["tests/config/data.test.ts"], tests);
        const engine = tests.filter((file) => file.startsWith("tests/engine/")).length;
        const unit = tests.length - engine;
        assert.equal(
            leftOut(selection, tests),
            "Left out, because their sources are unchanged: " +
                `${unit - 1} of ${unit} files of unit tests, ${engine} of ${engine} files of engine tests, go. ` +
                "CI runs everything.",
        );
    });

    describe("uses git", () => {
        let folder: string;
        const git = async (...args: string[]): Promise<unknown> =>
            execa("git", ["-c", "user.name=test", "-c", "user.email=test@example.com", ...args], {
                cwd: folder,
            });

        before(async () => {
            folder = mkdtempSync(path.join(tmpdir(), "plumb-unit-"));
            await git("init", "--quiet");
            for (const name of ["kept", "edited", "deleted"]) writeFileSync(path.join(folder, name), name);
            await git("add", "--all");
            await git("commit", "--quiet", "--message", "first");
            writeFileSync(path.join(folder, "edited"), "anew");
            rmSync(path.join(folder, "deleted"));
            writeFileSync(path.join(folder, "new one"), "");
        });

        after(() => {
            rmSync(folder, { recursive: true });
        });

        it("for edited, deleted and new files", async () => {
            assert.deepEqual(await changedSince(folder, "HEAD"), ["deleted", "edited", "new one"]);
        });

        it("and rejects a missing commit as wrong usage", async () => {
            await assert.rejects(changedSince(folder, "nowhere"), {
                name: "Failure",
                exitCode: 2,
                message: /--changed "nowhere": git can't list the changes since then/,
            });
        });
    });
});
