/** A topic for alarms, and the people who get them. */
import { Alerts } from "../../../components/monitoring";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Alerts", region, accountId });
const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn, emails: ["on-call@example.com"] });

export const { topicArn } = alerts;
