/** A stack in an account whose singletons belong to another stack: it adopts all of them. */
import * as pulumi from "@pulumi/pulumi";

import { Alerts } from "../../../../../components/monitoring/alerts";
import { CostGuard } from "../../../../../components/account/costGuard";
import { DeliveryRoles } from "../../../../../components/pipeline/deliveryRoles";
import { EncryptionKey } from "../../../../../components/secret/encryptionKey";
import { SecurityBaseline } from "../../../../../components/account/securityBaseline";
import { accountId, region } from "../variant";

const settings = new pulumi.Config();
const protect = false;
const { keyArn } = new EncryptionKey("data", { description: "Data", region, accountId, protect });
const { topicArn: alarmTopicArn } = new Alerts("alerts", { accountId, keyArn });
const base = { region, accountId, keyArn, protect, alarmTopicArn, awsName: "guest" };

const { detectorId } = new SecurityBaseline("security", {
    ...base,
    logs: { keyArn, retentionDays: 30 },
    trail: "adopt",
    trailArn: settings.require("trailArn"),
    config: "adopt",
    recorderName: "shop",
    guardDuty: "adopt",
    securityHub: "adopt",
    accessAnalyzer: "adopt",
    analyzerName: "shop",
    ebsEncryption: "adopt",
    s3PublicAccess: "adopt",
    passwordPolicy: "adopt",
});
new CostGuard("costs", {
    ...base,
    monthlyUsd: 50,
    anomalies: { mode: "adopt", monitorArn: settings.require("anomalyMonitorArn"), minimumUsd: 20 },
});
const { providerArn } = new DeliveryRoles("delivery", {
    ...base,
    repository: "example/guest",
    environments: { preview: "preview", deploy: "production", drift: "drift" },
    provider: "adopt",
});

export { detectorId, providerArn };
