import assert from "node:assert/strict";
import * as path from "node:path";

import { Failure } from "../../../operations/pulumi/failure";
import { inOrder, memberOf, needsOf } from "../../../operations/projects/graph";
import { refersTo } from "../../../operations/projects/others";
import { folderOf } from "../../support/fixtures";

/** Projects side by side, each with what its stack prod has below `plumbline:from`. */
function projects(uses: Readonly<Record<string, string>>) {
    const files = Object.entries(uses).flatMap(([name, from]) => [
        [`${name}/Pulumi.yaml`, `name: ${name}\nruntime: nodejs\n`],
        [`${name}/Pulumi.prod.yaml`, `config:\n  plumbline:from: ${from}\n`],
    ]);
    const { folder, remove } = folderOf(Object.fromEntries(files) as Record<string, string>);
    return { members: Object.keys(uses).map((name) => memberOf(path.join(folder, name), "prod")), remove };
}

const names = (members: readonly { project: string }[]): string[] => members.map(({ project }) => project);
const saysOf = (run: () => unknown): string => {
    try {
        run();
    } catch (error) {
        assert.ok(error instanceof Failure);
        assert.equal(error.exitCode, 2);
        return error.message;
    }
    return "nothing";
};

describe("projects", () => {
    it("come after those that they use, in whatever way they name them", () => {
        const { members, remove } = projects({
            api: "{ images: images/prod, tables: acme/tables/prod }",
            images: "{ tables: tables }",
            other: "{ tables: tables/staging }",
            tables: "{}",
        });
        try {
            assert.deepEqual(names(inOrder(members)), ["tables", "images", "api", "other"]);
            assert.deepEqual(names(needsOf(members[0] as (typeof members)[number])), ["tables", "images"]);
        } finally {
            remove();
        }
    });

    it("are refused if they use each other in a circle, which is named", () => {
        const { members, remove } = projects({ api: "{ images: images }", images: "{ api: api }" });
        try {
            const said =
                "Stacks use each other in a circle: api/prod → images/prod → api/prod. Take one of the uses out.";
            assert.equal(
                saysOf(() => inOrder(members)),
                said,
            );
            assert.equal(
                saysOf(() => needsOf(members[0] as (typeof members)[number])),
                said,
            );
        } finally {
            remove();
        }
    });

    it("cannot be rehearsed without the projects that they use", () => {
        const { members, remove } = projects({ api: "{ images: images }" });
        try {
            assert.match(
                saysOf(() => needsOf(members[0] as (typeof members)[number])),
                /uses organization\/images\/prod, and no folder beside .* has the project "images"/,
            );
        } finally {
            remove();
        }
    });
});

describe("a state", () => {
    it("says which stacks its own uses", () => {
        const reference = { urn: "", type: "pulumi:pulumi:StackReference", id: "organization/core/prod" };
        assert.equal(refersTo([reference], "organization/core/prod"), true);
        assert.equal(refersTo([reference], "organization/core/dev"), false);
        assert.equal(refersTo(undefined, "organization/core/prod"), false);
    });
});
