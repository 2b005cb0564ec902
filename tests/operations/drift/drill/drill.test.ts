import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import {
    type Exercise,
    type ExerciseKind,
    judge,
    type Result,
    unmarked,
} from "../../../../operations/drift/drill/drill";
import { existsInAws, gaps } from "../../../../operations/drift/drill/gaps";
import { drillTable, share } from "../../../../operations/drift/drill/table";
import type { Finding } from "../../../../operations/drift/report/report";
import { finding, report } from "../support/reports";

const root = path.resolve(__dirname, "../../../..");

const TOPIC = "aws:sns/topic:Topic";
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";

const topic = (change: Partial<Finding>): Finding => finding({ type: TOPIC, name: "alerts", ...change });

const renamed = topic({
    properties: [
        {
            path: "displayName",
            was: { kind: "absent" },
            is: { kind: "value", value: "drill" },
            verdict: "drifted",
        },
    ],
});

const exercise = (kind: ExerciseKind, type = TOPIC): Exercise => ({
    type,
    kind,
    what: kind,
    urn: topic({ type }).urn,
});

/** Whether an exercise counts as detected by a scan with some findings, after one with others. */
function isDetected(kind: ExerciseKind, now: readonly Finding[], before: readonly Finding[] = []): boolean {
    const [result] = judge(
        [exercise(kind)],
        report({ findings: [...now] }),
        report({ findings: [...before] }),
    );
    return result?.detected === true;
}

const result = (kind: ExerciseKind, type: string, detected = true): Result => ({
    ...exercise(kind, type),
    detected,
    verdict: detected ? "drifted" : "clean",
});

describe("the drill's evaluation of a scan", () => {
    it("counts a deletion as detected if the resource is missing, or has a new finding", () => {
        assert.ok(isDetected("delete", [topic({ change: "missing" })]));
        assert.ok(isDetected("delete", [renamed]), "settings are empty after a deletion");
        assert.ok(!isDetected("delete", []));
    });

    it("ignores a finding from before the change", () => {
        assert.ok(!isDetected("delete", [renamed], [renamed]));
        assert.ok(!isDetected("change", [renamed], [renamed]));
        assert.ok(isDetected("delete", [topic({ change: "missing" })], [renamed]));
    });

    it("counts a removed default tag as detected if the finding is about that tag", () => {
        const [property] = renamed.properties;
        assert.ok(property);
        assert.ok(!isDetected("untag", [renamed]));
        assert.ok(isDetected("untag", [topic({ properties: [{ ...property, path: "tagsAll.Owner" }] })]));
    });
});

describe("the resources of a drill", () => {
    it("are resources without a finding, if the type has one", () => {
        const one = { type: TOPIC, urn: renamed.urn };
        const other = { type: TOPIC, urn: "other" };
        assert.deepEqual(unmarked([one, other], report({ findings: [renamed] })), [other]);
        assert.deepEqual(unmarked([one], report({ findings: [renamed] })), [one]);
        assert.deepEqual(unmarked([one, other], report({ findings: [] }), [other]), [one]);
    });
});

describe("the drill's exceptions", () => {
    it("are in its table, with a reason", () => {
        const table = drillTable([result("change", WEB_ACL)], [WEB_ACL]);
        assert.match(table, /webAcl:WebAcl` +\| not deleted +\| no .*AWS refuses while it has contents/);
        assert.match(table, /1 of these types are not deleted, and 0 not changed/);
    });

    it("count against a type if they have no reason", () => {
        assert.equal(share([result("change", WEB_ACL)], [WEB_ACL]), 100);
        assert.equal(share([result("change", TOPIC)], [TOPIC]), 0);
        assert.equal(share([result("change", TOPIC), result("delete", TOPIC)], [TOPIC]), 100);
        assert.equal(share([result("change", TOPIC), result("delete", TOPIC, false)], [TOPIC]), 0);
        assert.match(
            drillTable([result("change", TOPIC)], [TOPIC]),
            /not deleted +\| no +\| +\| no exercise/,
        );
    });

    it("have a reason, for every type of the stack", () => {
        const docs = readFileSync(path.join(root, "docs/drift.md"), "utf8");
        const [, table = ""] = docs.split(/<!-- drill: \w+ -->/);
        const types = [...new Set([...table.matchAll(/^\| `([^`]+)`/gm)].map(([, type = ""]) => type))];
        assert.ok(types.filter(existsInAws).length > 130);
        const folder = path.join(root, "emulator/drill");
        const done = readdirSync(folder)
            .map((file) => (file.endsWith(".py") ? readFileSync(path.join(folder, file), "utf8") : ""))
            .flatMap((text) => {
                const names = new Map(
                    [...text.matchAll(/^([A-Z]+) = "([^"]+)"$/gm)].map(([, a, b]) => [a, b]),
                );
                const made = text.matchAll(/^(change|add|untag|delete)\(\s*(?:"([^"]+)"|([A-Z]+)\b)/gm);
                return [...made].map(([, kind, type, name]): [string | undefined, string] => [
                    kind,
                    type ?? names.get(name) ?? "",
                ]);
            })
            .map(([kind, type]) => result(kind as ExerciseKind, type));
        assert.ok(done.length > 200);
        assert.deepEqual(
            gaps(done, types).filter(({ reason }) => reason === undefined),
            [],
        );
        const idle = gaps([], types).filter(
            ({ type, kind, reason }) =>
                reason !== undefined && done.some((each) => each.type === type && each.kind === kind),
        );
        assert.deepEqual(idle, [], "reasons for what is exercised nevertheless");
    });
});
