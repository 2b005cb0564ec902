/** Which project a command is about. */
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { lookFrom, pathsOf, project, projectsBelow, workspaceOf } from "../../cli/project";
import { plumb } from "../support/plumb";
import { ROOT } from "../support/program";

describe("the project of a command", () => {
    let folder: string;

    beforeEach(() => {
        folder = realpathSync(mkdtempSync(path.join(tmpdir(), "plumb-unit-")));
        for (const name of ["core", "images", "more/integration"]) {
            mkdirSync(path.join(folder, "systems", name, "src"), { recursive: true });
            writeFileSync(
                path.join(folder, "systems", name, "Pulumi.yaml"),
                `name: ${path.basename(name)}\nruntime: nodejs\n`,
            );
        }
    });

    afterEach(() => {
        lookFrom(undefined);
        rmSync(folder, { recursive: true });
    });

    it("is that of the nearest Pulumi.yaml", () => {
        lookFrom(path.join(folder, "systems/core/src"));
        assert.deepEqual(project(), { folder: path.join(folder, "systems/core"), name: "core" });
        lookFrom(path.join(folder, "systems/core"));
        assert.equal(project().name, "core");
    });

    it("is looked for from the current folder", async () => {
        const { code, stderr } = await plumb(["env"], { cwd: path.join(folder, "systems/images/src") });
        assert.equal(code, 2);
        assert.match(stderr, /Pulumi\.local\.yaml: does not exist; stacks are none yet/);
    });

    const faults: [what: string, args: string[], says: RegExp][] = [
        [
            "there is none",
            ["up", "--cwd", "FOLDER/empty"],
            /There is no Pulumi\.yaml in .*empty, nor in a folder above it\. Go to/,
        ],
        [
            "there are several below",
            ["--cwd", "FOLDER/systems", "env"],
            /Below it are core, images, more\/integration: name one with --cwd/,
        ],
        ["the folder is not there", ["up", "--cwd", "FOLDER/cor"], /--cwd: .*cor does not exist\./],
        [
            "it is a file",
            ["up", "--cwd", "FOLDER/systems/core/Pulumi.yaml"],
            /is a file; it must be a folder/,
        ],
    ];
    for (const [what, args, says] of faults) {
        it(`is asked for if ${what}`, async () => {
            mkdirSync(path.join(folder, "empty"));
            const { code, stderr } = await plumb(args.map((arg) => arg.replace("FOLDER", folder)));
            assert.equal(code, 2, stderr);
            assert.match(stderr, says);
            assert.doesNotMatch(stderr, /^ +at /m);
        });
    }

    it("is one of those below a folder, to a depth of two", () => {
        const found = projectsBelow(path.join(folder, "systems"));
        assert.deepEqual(
            found.map((one) => path.relative(folder, one)),
            ["systems/core", "systems/images", "systems/more/integration"],
        );
    });
});

describe("the workspace of a project", () => {
    it("is the clone, for a project in it", () => {
        const sample = { folder: ROOT, name: "plumbline" };
        assert.equal(workspaceOf(sample), ROOT);
        assert.deepEqual(pathsOf(sample).state, path.join(ROOT, ".plumb/state"));
        assert.equal(pathsOf(sample).prefix, "");
        const below = pathsOf({ folder: path.join(ROOT, "examples", "sample"), name: "other" });
        assert.equal(below.emulator, path.join(ROOT, ".plumb/emulator"));
        assert.equal(below.prefix, "examples%2Fsample:");
    });

    it("is the folder in which the package is installed, and else the project", () => {
        const folder = realpathSync(mkdtempSync(path.join(tmpdir(), "plumb-unit-")));
        try {
            const own = path.join(folder, "systems/core");
            mkdirSync(own, { recursive: true });
            assert.equal(workspaceOf({ folder: own }), own);
            mkdirSync(path.join(folder, "node_modules/plumbline"), { recursive: true });
            assert.equal(workspaceOf({ folder: own }), folder);
        } finally {
            rmSync(folder, { recursive: true });
        }
    });
});
