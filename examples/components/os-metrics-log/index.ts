/** The log of enhanced monitoring, which all databases of the account share. */
import { OsMetricsLog } from "../../../components/database";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Logs of databases", region, accountId });
const log = new OsMetricsLog("rds-os-metrics", { logs: { retentionDays: 30, keyArn: key.keyArn } });

export const { logGroupName } = log;
