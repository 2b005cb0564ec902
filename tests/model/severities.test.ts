import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as path from "node:path";

import { ALARMS, concernOf } from "../../model/severities";

const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

/** The names of all alarms of a stack with everything in it, by the chain of types. */
const { logical } = JSON.parse(
    readFileSync(path.join(__dirname, "../../config/derived/names.json"), "utf8"),
) as { readonly logical: Readonly<Record<string, readonly (string | readonly unknown[])[]>> };

const alarms = Object.entries(logical)
    .filter(([type]) => type.endsWith(`$${ALARM}`))
    .flatMap(([type, names]) => {
        const component = /(\w+)\$[^$]*$/.exec(type)?.[1] ?? "";
        return names.map((name) => ({
            component,
            // A name that depends on a setting comes with it; what people name is anything.
            name: String(typeof name === "string" ? name : name[0]).replaceAll(/\{[^}]*\}/g, "any"),
        }));
    });

describe("severities", () => {
    it("are those of every alarm that a stack can have", () => {
        assert.ok(alarms.length > 60, String(alarms.length));
        const without = alarms.filter(({ component, name }) => concernOf(component, name) === undefined);
        assert.deepEqual(without, []);
    });

    it("have no row without an alarm", () => {
        const rows = Object.entries(ALARMS).flatMap(([component, ends]) =>
            Object.keys(ends).map((end) => ({ component, end })),
        );
        const unused = rows.filter(
            ({ component, end }) =>
                !alarms.some(
                    (alarm) => alarm.component === component && new RegExp(`(^|-)(${end})$`).test(alarm.name),
                ),
        );
        assert.deepEqual(unused, []);
    });

    it("and sources: what people cannot reach is critical, who changes the trail concerns security", () => {
        const expected = [
            ["ContainerService", "web-unhealthy-a", "critical", "operations"],
            ["Canary", "site-shop-failed", "critical", "operations"],
            ["Queue", "jobs-dead", "high", "operations"],
            ["Monitoring", "monitoring-deployment-slow", "low", "operations"],
            ["Monitoring", "monitoring-orders", "medium", "operations"],
            ["SecurityBaseline", "security-trail-root-user", "critical", "security"],
            ["SecurityBaseline", "security-trail-vpc-changed", "medium", "security"],
            ["Firewall", "regional-blocked", "medium", "security"],
        ] as const;
        for (const [component, name, severity, source] of expected) {
            assert.deepEqual(concernOf(component, name), { severity, source }, name);
        }
        assert.equal(concernOf("Queue", "jobs-other"), undefined);
        assert.equal(concernOf("Other", "jobs-dead"), undefined);
    });
});
