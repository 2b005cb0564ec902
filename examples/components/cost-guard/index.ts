/** A budget of 100 dollars a month, with warnings before it is spent. */
import { Alerts } from "../../../components/monitoring";
import { CostGuard } from "../../../components/account";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Alerts", region, accountId });
const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn });
const guard = new CostGuard("costs", {
    awsName: "shop",
    monthlyUsd: 100,
    alarmTopicArn: alerts.topicArn,
    anomalies: { mode: "create", minimumUsd: 20 },
});

export const { anomalyMonitorArn } = guard;
