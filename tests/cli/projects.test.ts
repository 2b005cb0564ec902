/** Commands on a folder of projects; tests/engine/projects.test.ts deploys some. */
import assert from "node:assert/strict";
import * as path from "node:path";
import { lookFrom, project } from "../../cli/project";
import { inEachProject, type Round } from "../../cli/projects";
import { exitCodes, type ExitCode, Failure } from "../../operations/pulumi/failure";
import { folderOf } from "../support/fixtures";
import { plumb } from "../support/plumb";

const settings = (from: string): string => `config:
  plumbline:tier: local
  plumbline:region: eu-west-1
  plumbline:accountId: "000000000000"
  plumbline:owner: platform
  plumbline:costCenter: "1000"
  plumbline:emulator: http://127.0.0.1:4566
  plumbline:from: ${from}
`;

/** Each uses the one behind it. */
const PROJECTS = { api: "{ images: images }", images: "{ tables: tables }", tables: "{}" };

describe("commands on a folder of projects", () => {
    let folder: string;
    let remove: () => void;

    before(() => {
        const files = Object.entries(PROJECTS).flatMap(([name, from]) => [
            [`${name}/Pulumi.yaml`, `name: ${name}\nruntime: nodejs\n`],
            [`${name}/Pulumi.local.yaml`, settings(from)],
        ]);
        ({ folder, remove } = folderOf(Object.fromEntries(files) as Record<string, string>));
    });

    afterEach(() => {
        lookFrom(undefined);
    });

    after(() => {
        remove();
    });

    /** What a round prints at its end, and in which order it came to the projects. */
    async function go(
        round: Omit<Round, "stack" | "json">,
        ends: Readonly<Record<string, ExitCode | Error>>,
    ): Promise<{ code: ExitCode; came: string[]; table: string }> {
        const came: string[] = [];
        const written: string[] = [];
        const { write } = process.stderr;
        process.stderr.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
        try {
            lookFrom(folder);
            // As JSON goes to standard output, the table does not.
            const code = await inEachProject({ ...round, stack: "local", json: true }, async () => {
                const { name } = project();
                came.push(name);
                const end = ends[name] ?? exitCodes.done;
                return end instanceof Error ? Promise.reject(end) : Promise.resolve(end);
            });
            return { code, came, table: written.join("") };
        } finally {
            process.stderr.write = write;
        }
    }

    it("come to each project after those that it uses, or before them", async () => {
        assert.deepEqual((await go({}, {})).came, ["tables", "images", "api"]);
        assert.deepEqual((await go({ backwards: true }, {})).came, ["api", "images", "tables"]);
    });

    it("stop at the first that fails, where the others need it, and say which have not begun", async () => {
        const { code, came, table } = await go({ untilFailure: true }, { images: exitCodes.failed });
        assert.equal(code, exitCodes.failed);
        assert.deepEqual(came, ["tables", "images"]);
        assert.match(table, /tables\/local +done/);
        assert.match(table, /images\/local +failed/);
        assert.match(table, /api\/local +not begun/);
    });

    it("stop at an error as at a failure, and explain it", async () => {
        const error = new Failure("The bucket is taken.", exitCodes.usage);
        const { code, came, table } = await go({ untilFailure: true, backwards: true }, { images: error });
        assert.equal(code, exitCodes.usage);
        assert.deepEqual(came, ["api", "images"]);
        assert.match(table, /The bucket is taken\./);
        assert.match(table, /images\/local +usage/);
    });

    it("go on where none needs the other, and end with the worst of all", async () => {
        const ends = { tables: exitCodes.codeAhead, images: exitCodes.changes, api: exitCodes.done };
        const { code, came } = await go({}, ends);
        assert.equal(code, exitCodes.changes);
        assert.deepEqual(came, ["tables", "images", "api"]);
    });

    it("stop when they are interrupted, whatever the others need", async () => {
        const { code, came } = await go({}, { tables: exitCodes.interrupted, images: exitCodes.failed });
        assert.equal(code, exitCodes.interrupted);
        assert.deepEqual(came, ["tables"]);
    });

    for (const command of ["up", "preview", "destroy", "down", "drift", "policy", "cost"]) {
        it(`check the configuration of all before the first begins: ${command}`, async () => {
            const files = {
                "good/Pulumi.yaml": "name: good\nruntime: nodejs\n",
                "good/Pulumi.local.yaml": settings("{}"),
                "wrong/Pulumi.yaml": "name: wrong\nruntime: nodejs\n",
                "wrong/Pulumi.local.yaml": settings("{}").replace("tier: local", "tier: loca"),
            };
            const wrong = folderOf(files);
            try {
                const args = [command, "--cwd", wrong.folder, "--stack", "local"];
                const { code, all } = await plumb(args, { cwd: path.dirname(wrong.folder) });
                assert.equal(code, exitCodes.usage, all);
                assert.match(all, /plumbline:tier: "loca" is not allowed/);
                assert.doesNotMatch(all, /good\/local/);
            } finally {
                wrong.remove();
            }
        });
    }
});
