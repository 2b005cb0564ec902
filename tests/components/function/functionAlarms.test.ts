import assert from "node:assert/strict";

import { FunctionAlarms } from "../../../components/function/functionAlarms";
import { ALERTS } from "../../support/fixtures";
import { record } from "../../support/recorder";

const alarms = async (count: number, extra: Record<string, { functionName: string }> = {}) => {
    const functions = Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`job-${at}`, { functionName: `job-${at}-0a1b2c3` }]),
    );
    const make = () =>
        new FunctionAlarms("functions", { functions: { ...functions, ...extra }, alarmTopicArn: ALERTS });
    return (await record(make)).graph;
};
const queriesOf = (inputs: Readonly<Record<string, unknown>>) =>
    inputs["metricQueries"] as { id: string; expression?: string; metric?: { metricName: string } }[];

describe("FunctionAlarms", () => {
    it("watches ten functions with one alarm", async () => {
        const graph = await alarms(3);
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), [
            "functions-1-errors",
            "functions-1-throttles",
        ]);
        const inputs = graph.inputs("cloudwatch.MetricAlarm", "functions-1-errors");
        assert.partialDeepStrictEqual(inputs, { threshold: 5, evaluationPeriods: 1, alarmActions: [ALERTS] });
        const [sum, ...metrics] = queriesOf(inputs);
        assert.equal(sum?.expression, "SUM(METRICS())");
        assert.deepEqual(
            metrics.map(({ id, metric }) => [id, metric?.metricName]),
            ["f_job_0", "f_job_1", "f_job_2"].map((id) => [id, "Errors"]),
        );
    });

    it("needs 14 alarms for 65 functions, none above the maximum of metrics per alarm", async () => {
        const found = (await alarms(65)).all("cloudwatch.MetricAlarm");
        assert.equal(found.length, 14);
        for (const { inputs } of found) assert.ok(queriesOf(inputs).length <= 11);
    });

    it("changes only the last alarm for one more function", async () => {
        const before = await alarms(24);
        const after = await alarms(24, { extra: { functionName: "extra" } });
        const changed = after
            .all("cloudwatch.MetricAlarm")
            .filter(({ name, inputs }) => {
                const earlier = before.inputs("cloudwatch.MetricAlarm", name);
                return JSON.stringify(earlier) !== JSON.stringify(inputs);
            })
            .map(({ name }) => name);
        assert.deepEqual(changed, ["functions-3-errors", "functions-3-throttles"]);
    });

    it("creates none without functions, or without a topic", async () => {
        assert.deepEqual((await alarms(0)).names("cloudwatch.MetricAlarm"), []);
        const { graph } = await record(
            () => new FunctionAlarms("functions", { functions: { a: { functionName: "a" } } }),
        );
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), []);
    });
});
