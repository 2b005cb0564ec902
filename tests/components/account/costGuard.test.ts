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
const create = async (more: Partial<CostGuardArgs>) =>
    await record(() => new CostGuard("costs", { ...args, ...more }));

const notification = (notificationType: string, threshold: number, more: object = {}) => ({
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

    it("publishes at 80 % and 100 % of a budget, and at 100 % of its forecast", () => {
        assert.deepEqual(recording().graph.inputs("budgets.Budget"), {
            name: "shop-prod",
            budgetType: "COST",
            timeUnit: "MONTHLY",
            limitAmount: "500",
            limitUnit: "USD",
            notifications: [
                notification("ACTUAL", 80),
                notification("ACTUAL", 100),
                notification("FORECASTED", 100),
            ],
        });
    });

    it("creates a budget per part, by services on the bill, and sends e-mails too", async () => {
        const { graph } = await create({
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
                notification("ACTUAL", 80, people),
                notification("ACTUAL", 100, people),
                notification("FORECASTED", 100, people),
            ],
        });
        assert.equal(graph.inputs("budgets.Budget", "costs")["costFilters"], undefined);
    });

    it("monitors cost anomalies, and publishes them immediately", () => {
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

    it("adopts the account's anomaly monitor: subscribes to it, and creates none", async () => {
        const monitorArn = "arn:aws:ce::111122223333:anomalymonitor/theirs";
        const { graph } = await create({ anomalies: { mode: "adopt", monitorArn, minimumUsd: 20 } });
        assert.deepEqual(graph.all("costexplorer.AnomalyMonitor"), []);
        assert.deepEqual(graph.inputs("costexplorer.AnomalySubscription")["monitorArnLists"], [monitorArn]);
    });

    it("creates no anomaly monitor in mode skip", async () => {
        const { graph } = await create({ anomalies: { mode: "skip", minimumUsd: 20 } });
        assert.deepEqual(graph.counts(), { CostGuard: 1, "budgets.Budget": 1 });
    });

    it("splits the bill by cost allocation tags", async () => {
        const { graph } = await create({ costAllocationTags: ["CostCenter", "app:Name"] });
        assert.deepEqual(
            graph.all("costexplorer.CostAllocationTag").map(({ name, inputs }) => [name, inputs]),
            [
                ["costs-app-name", { tagKey: "app:Name", status: "Active" }],
                ["costs-costcenter", { tagKey: "CostCenter", status: "Active" }],
            ],
        );
    });
});
