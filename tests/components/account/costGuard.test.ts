import assert from "node:assert/strict";

import { CostGuard, type CostGuardArgs } from "../../../components/account/costGuard";
import { ALERTS } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";

const args: CostGuardArgs = {
    awsName: "shop-prod",
    monthlyUsd: 500,
    alarmTopicArn: ALERTS,
    anomalies: { mode: "create", minimumUsd: 20 },
};
const guard = async (more: Partial<CostGuardArgs>) =>
    await record(() => new CostGuard("costs", { ...args, ...more }));

const told = (notificationType: string, threshold: number, more: object = {}) => ({
    notificationType,
    threshold,
    thresholdType: "PERCENTAGE",
    comparisonOperator: "GREATER_THAN",
    subscriberSnsTopicArns: [ALERTS],
    ...more,
});
const MONITOR = "arn:aws:costexplorer:eu-west-1:111122223333:anomalymonitor/costs";

describe("CostGuard", () => {
    const recording = recordOnce(() => new CostGuard("costs", args));

    it("tells of a budget before it is spent, when it is, and when it will be", () => {
        assert.deepEqual(recording().graph.inputs("budgets.Budget"), {
            name: "shop-prod",
            budgetType: "COST",
            timeUnit: "MONTHLY",
            limitAmount: "500",
            limitUnit: "USD",
            notifications: [told("ACTUAL", 80), told("ACTUAL", 100), told("FORECASTED", 100)],
        });
    });

    it("gives parts budgets of their own, by services on the bill, and tells people too", async () => {
        const { graph } = await guard({
            emails: ["a@example.com"],
            parts: { builds: { monthlyUsd: 20, services: ["CodeBuild", "AWS CodePipeline"] } },
        });
        assert.deepEqual(graph.names("budgets.Budget"), ["costs", "costs-builds"]);
        const people = { subscriberEmailAddresses: ["a@example.com"] };
        assert.partialDeepStrictEqual(graph.inputs("budgets.Budget", "costs-builds"), {
            name: "shop-prod-builds",
            limitAmount: "20",
            costFilters: [{ name: "Service", values: ["CodeBuild", "AWS CodePipeline"] }],
            notifications: [
                told("ACTUAL", 80, people),
                told("ACTUAL", 100, people),
                told("FORECASTED", 100, people),
            ],
        });
        assert.equal(graph.inputs("budgets.Budget", "costs")["costFilters"], undefined);
    });

    it("looks for spending that is out of line, and tells at once", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("costexplorer.AnomalyMonitor"), {
            name: "shop-prod",
            monitorType: "DIMENSIONAL",
            monitorDimension: "SERVICE",
        });
        assert.deepEqual(graph.inputs("costexplorer.AnomalySubscription"), {
            name: "shop-prod",
            frequency: "IMMEDIATE",
            monitorArnLists: [MONITOR],
            subscribers: [{ type: "SNS", address: ALERTS }],
            thresholdExpression: {
                dimension: {
                    key: "ANOMALY_TOTAL_IMPACT_ABSOLUTE",
                    matchOptions: ["GREATER_THAN_OR_EQUAL"],
                    values: ["20"],
                },
            },
        });
        assert.deepEqual(graph.one("CostGuard").outputs, { anomalyMonitorArn: MONITOR });
    });

    it("adopts the account's monitor: subscribes to it, and makes none", async () => {
        const monitorArn = "arn:aws:ce::111122223333:anomalymonitor/theirs";
        const { graph } = await guard({ anomalies: { mode: "adopt", monitorArn, minimumUsd: 20 } });
        assert.deepEqual(graph.all("costexplorer.AnomalyMonitor"), []);
        assert.deepEqual(graph.inputs("costexplorer.AnomalySubscription")["monitorArnLists"], [monitorArn]);
    });

    it("does without, if told to", async () => {
        const { graph } = await guard({ anomalies: { mode: "skip", minimumUsd: 20 } });
        assert.deepEqual(graph.counts(), { CostGuard: 1, "budgets.Budget": 1 });
    });

    it("splits the bill by tags", async () => {
        const { graph } = await guard({ costAllocationTags: ["CostCenter", "app:Name"] });
        assert.deepEqual(
            graph.all("costexplorer.CostAllocationTag").map(({ name, inputs }) => [name, inputs]),
            [
                ["costs-app-name", { tagKey: "app:Name", status: "Active" }],
                ["costs-costcenter", { tagKey: "CostCenter", status: "Active" }],
            ],
        );
    });
});
