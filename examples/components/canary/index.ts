/** Calls an address again and again, and tells when it does not answer. */
import { Alerts, Canary } from "../../../components/monitoring";
import { Bucket } from "../../../components/storage";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const { keyArn } = new EncryptionKey("data", { description: "Canaries", region, accountId });
const { topicArn: alarmTopicArn } = new Alerts("alerts", { accountId, keyArn, emails: ["team@example.com"] });
const canary = new Canary("shop", {
    awsName: "shop",
    url: "https://shop.example.com/health",
    artifacts: new Bucket("canaries", { keyArn, expireDays: 31, expirePrefix: "runs/" }),
    logs: { retentionDays: 30, keyArn },
    region,
    keyArn,
    alarmTopicArn,
});

export const { canaryName } = canary;
