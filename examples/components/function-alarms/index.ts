/** Alarms on the errors, throttles and durations of several functions together. */
import { join } from "node:path";

import { Alerts } from "../../../components/monitoring";
import { EncryptionKey } from "../../../components/secret";
import { FunctionAlarms, ServerlessFunction } from "../../../components/function";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Logs and alerts", region, accountId });
const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn });
const reports = new ServerlessFunction("reports", {
    code: join(__dirname, "../../sample/functions/orders"),
    region,
    accountId,
    logs: { retentionDays: 30, keyArn: key.keyArn },
});
new FunctionAlarms("functions", { functions: { reports }, alarmTopicArn: alerts.topicArn });

export const { functionName } = reports;
