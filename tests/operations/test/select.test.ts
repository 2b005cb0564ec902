import assert from "node:assert/strict";
import { narrowed, selectOnly } from "../../../operations/test/select";
import { selectRule } from "../../../operations/test/selectRule";
import { suiteFor, testFiles } from "../../../operations/test/suites";
import { plumb } from "../../support/plumb";

const all = ["tests/a/one.test.ts", "tests/a/two.test.ts", "tests/engine/drift/drift.test.ts"];

describe("plumb test --only", () => {
    it("runs whole suites", () => {
        assert.deepEqual(selectOnly(["unit", "lint"], all), { suites: ["lint", "unit"], files: undefined });
    });

    it("runs files by a part of their path, in their suites", () => {
        assert.deepEqual(selectOnly(["one"], all), { suites: ["unit"], files: ["tests/a/one.test.ts"] });
        assert.deepEqual(selectOnly(["./tests/engine/drift", "two"], all), {
            suites: ["unit", "engine"],
            files: ["tests/engine/drift/drift.test.ts", "tests/a/two.test.ts"],
        });
    });

    it("runs a whole suite beside files of another one", () => {
        assert.deepEqual(selectOnly(["engine", "one", "types"], all), {
            suites: ["types", "unit", "engine"],
            files: ["tests/engine/drift/drift.test.ts", "tests/a/one.test.ts"],
        });
    });

    it("rejects any other name as wrong usage, and lists the suites", async () => {
        const { code, stderr } = await plumb(["test", "--only", "no-such-test"]);
        assert.equal(code, 2, stderr);
        assert.match(
            stderr,
            /--only "no-such-test" is neither a suite \(lint, types, .*engine\) nor part of a test file's path/,
        );
    });

    it("excludes --changed", async () => {
        const { code, stderr } = await plumb(["test", "--only", "unit", "--changed"]);
        assert.equal(code, 2, stderr);
        assert.match(stderr, /--only.*cannot be used with.*--changed/);
    });
});

describe("a suite of some files", () => {
    const unit = suiteFor("unit", "built");

    it("has each test file once if no file is left out", () => {
        const engine = suiteFor("engine", "built");
        const files = [...unit.commands, ...engine.commands].flatMap((command) => command.files ?? []);
        assert.deepEqual(files.sort(), testFiles());
        assert.ok(files.length > 100, `${files.length} files`);
        assert.deepEqual(narrowed(unit, undefined), unit);
    });

    it("has the commands for those files only", () => {
        const files = ["tests/config/data.test.ts", "tests/components/storage/queue.test.ts"];
        const { commands } = narrowed(unit, files);
        assert.deepEqual(
            commands.map((command) => [command.label, command.files]),
            [
                ["components", ["tests/components/storage/queue.test.ts"]],
                ["others", ["tests/config/data.test.ts"]],
            ],
        );
    });

    it("has all commands without files", () => {
        const lint = suiteFor("lint", "built");
        assert.deepEqual(narrowed(lint, []), lint);
    });
});

describe("plumb test --rule", () => {
    it("runs the tables of the policy's service, and the mutations", () => {
        assert.deepEqual(selectRule("sqs-tls-only", testFiles()), {
            suites: ["unit"],
            files: ["tests/policy-pack/mutations.test.ts", "tests/policy-pack/policies/sqs/sqs.test.ts"],
        });
    });

    it("rejects a name of no policy, with the nearest", async () => {
        const { code, stderr } = await plumb(["test", "--rule", "sqs-tls-onyl"]);
        assert.equal(code, 2, stderr);
        assert.match(
            stderr,
            /--rule "sqs-tls-onyl" is not a policy of the pack; did you mean "sqs-tls-only"\?/,
        );
    });
});
