import assert from "node:assert/strict";

import { Database, type DatabaseArgs } from "../../../components/database/database";
import { base, KEY, logs, vpc } from "../../support/fixtures";
import { record } from "../../support/recorder";

const HOURS = { from: "07:30", to: "19:00", timeZone: "Europe/Berlin" } as const;
const common = { ...base, vpc, keyArn: KEY, logs, hours: HOURS, version: "16" };
const database = async (args: DatabaseArgs) => (await record(() => new Database("app", args))).graph;

describe("a database with working hours", () => {
    for (const [engine, what, identifier] of [
        ["aurora-postgresql", "DBCluster", "DbClusterIdentifier"],
        ["postgres", "DBInstance", "DbInstanceIdentifier"],
    ] as const) {
        it(`is started and stopped as a ${what}, by a role that may do nothing else`, async () => {
            const graph = await database({ ...common, engine });
            const schedules = graph.all("scheduler.Schedule").map(({ name, inputs }) => {
                const { scheduleExpression, scheduleExpressionTimezone, kmsKeyArn } = inputs;
                const target = inputs["target"] as Record<string, string>;
                const { arn } = target;
                return {
                    ...{ name, scheduleExpression, scheduleExpressionTimezone, kmsKeyArn, arn },
                    keys: Object.keys(JSON.parse(String(target["input"])) as object),
                };
            });
            const zone = { scheduleExpressionTimezone: "Europe/Berlin", kmsKeyArn: KEY, keys: [identifier] };
            const days = "MON,TUE,WED,THU,FRI";
            const arn = (action: string): string => `arn:aws:scheduler:::aws-sdk:rds:${action}${what}`;
            assert.deepEqual(
                schedules,
                [
                    {
                        name: "app-sleep",
                        scheduleExpression: `cron(0 19 ? * ${days} *)`,
                        arn: arn("stop"),
                        ...zone,
                    },
                    {
                        name: "app-wake",
                        scheduleExpression: `cron(30 7 ? * ${days} *)`,
                        arn: arn("start"),
                        ...zone,
                    },
                ].map(({ name, scheduleExpression, arn: target, ...rest }) => ({
                    name,
                    scheduleExpression,
                    scheduleExpressionTimezone: rest.scheduleExpressionTimezone,
                    kmsKeyArn: KEY,
                    arn: target,
                    keys: rest.keys,
                })),
            );
            const actions = graph
                .statements("iam.RolePolicy", "app-hours", "policy")
                .flatMap(({ Action }) => Action);
            assert.deepEqual(actions, [`rds:Start${what}`, `rds:Stop${what}`, "kms:Decrypt"]);
        });
    }

    it("has no schedule without them", async () => {
        const graph = await database({ ...common, hours: undefined, engine: "postgres" });
        assert.deepEqual(graph.all("scheduler.Schedule"), []);
    });
});
