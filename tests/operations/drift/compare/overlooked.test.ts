import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";
import { compare } from "../../../../operations/drift/compare/compare";
import { MemberIndex, members } from "../../../../operations/drift/compare/members";
import { isNoise, normalisations } from "../../../../operations/drift/compare/normalisations";
import { formatPath, parsePath } from "../../../../operations/drift/values/path";
import type { StateResource } from "../../../../operations/drift/state";

const TABLE = "aws:dynamodb/table:Table";
const REPLICA = "aws:dynamodb/tableReplica:TableReplica";

describe("overlooked differences", () => {
    const docs = readFileSync(path.resolve(__dirname, "../../../../docs/drift.md"), "utf8");
    const rows = [...docs.matchAll(/^\|(.*)\|$/gm)].map(([, row = ""]) =>
        row
            .split(/(?<!\\)\|/)
            .map((cell) => cell.trim().replaceAll("\\|", "|"))
            .join(" | "),
    );

    it("are all in docs/drift.md", () => {
        for (const { type, path: pattern, reason } of normalisations) {
            const row = `${type === "*" ? "all" : `\`${type}\``} | \`${pattern.source}\` | ${reason}`;
            assert.ok(rows.includes(row), row);
        }
        for (const { type, property, by } of members) {
            const row = `\`${type}\` | \`${property}\` | ${by.map((each) => `\`${each}\``).join(", ")}`;
            assert.ok(rows.includes(row), row);
        }
    });

    it("of a table include the names of its streams, and no replica", () => {
        for (const text of ["streamLabel", "replicas[1].streamArn"])
            assert.ok(isNoise(TABLE, parsePath(text)), text);
        for (const text of ["replicas", "replicas[0].regionName", "streamEnabled"]) {
            assert.ok(!isNoise(TABLE, parsePath(text)), text);
        }
    });
});

describe("the replicas of a table", () => {
    const replica = (regionName: string) => ({ regionName });

    const table = (
        inputs: Readonly<Record<string, unknown>>,
        replicas: readonly unknown[],
    ): StateResource => ({
        urn: `urn:pulumi:unit::project::${TABLE}::orders`,
        type: TABLE,
        custom: true,
        id: "orders",
        parent: undefined,
        provider: undefined,
        external: false,
        delete: false,
        inputs,
        outputs: { arn: "arn:orders", replicas },
        ignoreChanges: [],
    });

    const changed = (was: StateResource, is: StateResource, diff: string[], others: StateResource[] = []) =>
        compare(was, is, diff, new MemberIndex(others)).map((change) => formatPath(change.path));

    it("are drift if one is gone, or one more is there", () => {
        const both = [replica("eu-west-1"), replica("eu-west-2")];
        const set = table({ replicas: both }, both);
        assert.notDeepEqual(changed(set, table({ replicas: both }, both.slice(1)), ["replicas[0]"]), []);
        assert.deepEqual(changed(table({}, []), table({}, both), []), ["replicas"]);
    });

    it("are no drift if they are resources of their own", () => {
        const own = { ...table({}, []), type: REPLICA, outputs: { globalTableArn: "arn:orders" } };
        assert.deepEqual(changed(table({}, []), table({}, [replica("eu-west-1")]), [], [own]), []);
    });
});
