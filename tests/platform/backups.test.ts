/** Backups of every stack: whatever carries the plan's tag is of a type that the plan names, and no backup meets maintenance. */
import assert from "node:assert/strict";

import type { Graph, Recorded } from "../support/graph";
import { recordStack, STACKS } from "../support/program";
import { recordExtra } from "./support/extra";

/** Prefix of the ARNs of a kind that can be backed up. */
const ARNS: Readonly<Record<string, string>> = {
    "rds.Cluster": "arn:aws:rds:*:*:cluster:",
    "rds.Instance": "arn:aws:rds:*:*:db:",
    "dynamodb.Table": "arn:aws:dynamodb:*:*:table/",
    "s3.Bucket": "arn:aws:s3:::",
};

/** Inputs with windows, by kind; a server without one gets any that AWS likes. */
const WINDOWS: Readonly<Record<string, { backup?: string; maintenance: string }>> = {
    "rds.Cluster": { backup: "preferredBackupWindow", maintenance: "preferredMaintenanceWindow" },
    "rds.ClusterInstance": { maintenance: "preferredMaintenanceWindow" },
    "rds.Instance": { backup: "backupWindow", maintenance: "maintenanceWindow" },
    "elasticache.ReplicationGroup": { backup: "snapshotWindow", maintenance: "maintenanceWindow" },
};

type Span = readonly [from: number, to: number];

/** Minutes of the day, of `02:00-03:00` or `sun:03:30-sun:04:30`. */
function span(window: unknown): Span {
    const times = [...String(window).matchAll(/(\d\d):(\d\d)/g)].map(
        ([, hour, minute]) => Number(hour) * 60 + Number(minute),
    );
    const [from, to] = times;
    if (from === undefined || to === undefined || from >= to)
        throw new Error(`${String(window)} is no window within a day`);
    return [from, to];
}

/** The time in which jobs of a plan may start. */
function startOf({ schedule, startWindow }: { schedule: string; startWindow: number }): Span {
    const [, minute, hour] = /^cron\((\d+) (\d+) /.exec(schedule) ?? [];
    if (hour === undefined) throw new Error(`${schedule} is not at one time of the day`);
    const from = Number(hour) * 60 + Number(minute);
    return [from, from + startWindow];
}

const overlap = ([a, b]: Span, [c, d]: Span): boolean => a < d && c < b;

const kinds = new Set<string>();

for (const stack of [...STACKS, "extra"]) {
    describe(`backups in stack ${stack}`, () => {
        let graph: Graph;
        let servers: Recorded[];

        before(async () => {
            ({ graph } = await (stack === "extra" ? recordExtra() : recordStack(stack)));
            servers = graph.resources.filter(({ kind }) => kind in WINDOWS);
        });

        it("are not in the time of maintenance, of any server", () => {
            const windows = servers.map(({ kind, inputs }) => {
                const names = WINDOWS[kind] ?? { maintenance: "" };
                kinds.add(kind);
                return {
                    maintenance: span(inputs[names.maintenance]),
                    own: names.backup === undefined ? [] : [span(inputs[names.backup])],
                };
            });
            assert.ok(windows.length > 1);
            const rules = graph
                .all("backup.Plan")
                .flatMap(({ inputs }) => inputs["rules"] as Parameters<typeof startOf>[0][]);
            const backups = [...windows.flatMap(({ own }) => own), ...rules.map(startOf)];
            for (const { maintenance } of windows) {
                for (const one of backups)
                    assert.ok(!overlap(one, maintenance), `${one.join("-")} meets ${maintenance.join("-")}`);
            }
            // Two backups of one server at once: the later one fails.
            for (const rule of rules)
                for (const { own } of windows) assert.ok(own.every((one) => !overlap(startOf(rule), one)));
        });

        it("include everything with the plan's tag, whatever the region has opted in to", () => {
            const tagged = graph.resources.filter(
                ({ inputs }) => "Backup" in ((inputs["tags"] ?? {}) as object),
            );
            const selections = graph.all("backup.Selection");
            assert.equal(tagged.length > 0, selections.length > 0);
            for (const { inputs } of selections) {
                const { resources, conditions } = inputs as {
                    resources: string[];
                    conditions: { stringEquals: { key: string; value: string }[] }[];
                };
                assert.equal(inputs["selectionTags"], undefined);
                const [condition] = conditions.flatMap(({ stringEquals }) => stringEquals);
                assert.equal(condition?.key, "aws:ResourceTag/Backup");
                for (const { kind, inputs } of tagged) {
                    assert.equal((inputs["tags"] as { Backup: string }).Backup, condition?.value);
                    assert.ok(resources.includes(`${ARNS[kind]}*`), kind);
                }
            }
        });

        it("have an alarm for the case that none has run", () => {
            const overdue = graph.names("cloudwatch.MetricAlarm").filter((name) => name === "backup-overdue");
            assert.equal(overdue.length, graph.all("backup.Plan").length);
        });
    });
}

describe("the table of windows", () => {
    it("has kinds that stacks have", () => {
        assert.deepEqual([...kinds].sort(), Object.keys(WINDOWS).sort());
    });
});
