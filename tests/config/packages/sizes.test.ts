/** Code that is too large for a call of Lambda, or for Lambda. */
import assert from "node:assert/strict";
import { appendFileSync, rmSync, truncateSync } from "node:fs";
import { join } from "node:path";

import { allBuilt, endProjects, faults, projectWith } from "./project";

const MIB = 1024 * 1024;
const HANDLER = "exports.handler = async () => 1;\n";
const CODE = { code: "code" };

function project(grow: (folder: string) => void): string {
    const folder = projectWith({ "code/index.js": HANDLER, "layer/nodejs/a.js": "" });
    grow(folder);
    return folder;
}

describe("large code", () => {
    after(endProjects);

    it("goes by way of a bucket, as an archive", () => {
        const folder = project((root) => {
            truncateSync(join(root, "code/index.js"), 46 * MIB);
        });
        const packages = allBuilt(folder, { work: CODE }, { tasks: { report: CODE } });
        for (const one of [packages.functions["work"], packages.tasks["report"]]) {
            assert.match(one?.code ?? "", /^\.plumb\/code\/[0-9a-f]{24}\.zip$/);
            assert.equal(one?.isLarge, true);
        }
    });

    it("goes with the call up to there", () => {
        const folder = project((root) => {
            truncateSync(join(root, "code/index.js"), 45 * MIB);
        });
        const { work } = allBuilt(folder, { work: CODE }).functions;
        assert.deepEqual(work, { code: "code", environment: {}, isLarge: false });
    });

    it("is at most 250 MiB with its layers", () => {
        const folder = project((root) => {
            truncateSync(join(root, "code/index.js"), 200 * MIB);
            truncateSync(join(root, "layer/nodejs/a.js"), 51 * MIB);
        });
        const layers = { big: "layer" };
        assert.deepEqual(faults(folder, { other: { ...CODE, layers: ["big"] } }, { layers }), [
            'plumbline:functions.other.code: "code" is not allowed; it has 251 MiB (200 of its own, 51 of layer big); Lambda takes at most 250 MiB of code with layers, so use an image instead',
        ]);
    });

    it("is counted as it is packed: of a bundle what the handler imports", () => {
        const folder = projectWith({ "code/index.ts": "export const handler = async () => 1;\n" });
        appendFileSync(join(folder, "code/unused.bin"), "");
        truncateSync(join(folder, "code/unused.bin"), 251 * MIB);
        assert.deepEqual(faults(folder, { work: CODE }), []);
        assert.deepEqual(faults(folder, { work: { ...CODE, runtime: "ruby3.4", handler: "a.b" } }).length, 1);
    });
});

describe("the artifact of a server", () => {
    after(endProjects);

    const servers = { desk: { artifact: { folder: "app" } } };
    const app = (size: number): string => {
        const folder = projectWith({ "app/run": "#!/bin/sh\n" });
        truncateSync(join(folder, "app/run"), size);
        return folder;
    };

    it("is an archive with the same name wherever the same files are packed", () => {
        const [one, other, third] = [100, 100, 101].map(
            (size) => allBuilt(app(size), {}, { servers }).artifacts["desk"],
        );
        assert.match(one ?? "", /^\.plumb\/code\/[0-9a-f]{24}\.zip$/);
        assert.equal(one, other);
        assert.notEqual(one, third);
    });

    it("has at most 1 GiB", () => {
        assert.throws(() => allBuilt(app(1025 * MIB), {}, { servers }), {
            message:
                /servers\.desk\.artifact\.folder: "app" is not allowed; it has 1025 MiB, and an artifact may have 1024: let the setup script fetch the rest/,
        });
    });

    it("is files themselves, and not empty", () => {
        const folder = projectWith({ "app/nothing/.keep": "" });
        rmSync(join(folder, "app/nothing/.keep"));
        assert.throws(() => allBuilt(folder, {}, { servers }), {
            message: /"app" is not allowed; it is empty/,
        });
    });
});

describe("the code of a task", () => {
    after(endProjects);

    it("is bundled like that of a function", () => {
        const folder = projectWith({
            "code/index.ts": 'import { one } from "./one";\nexport const handler = async () => one;\n',
            "code/one.ts": "export const one: number = 1;\n",
        });
        const { functions, tasks } = allBuilt(folder, { work: CODE }, { tasks: { report: CODE } });
        assert.notEqual(tasks["report"]?.code, "code");
        assert.deepEqual(tasks["report"], functions["work"]);
    });

    it("is wrong at the task's own key", () => {
        const folder = projectWith({ "code/index.ts": 'import "./missing";\nexport const handler = 1;\n' });
        assert.match(
            faults(folder, {}, { tasks: { report: CODE } })[0] ?? "",
            /^plumbline:tasks\.report\.code: /,
        );
    });
});
