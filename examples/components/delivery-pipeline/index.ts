/** CodePipeline from a repository on GitHub, with an approval before it deploys. */
import { Alerts } from "../../../components/monitoring";
import { Bucket } from "../../../components/storage";
import { DeliveryPipeline } from "../../../components/pipeline";
import { EncryptionKey } from "../../../components/secret";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Artefacts", region, accountId });
const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn });
const pipeline = new DeliveryPipeline("shop", {
    repository: "example/shop",
    connectionArn: `arn:aws:codeconnections:${region}:${accountId}:connection/00000000-0000-0000-0000-000000000000`,
    build: { buildspec: "buildspec.yml" },
    deploy: { buildspec: "deployspec.yml" },
    artifacts: new Bucket("artifacts", { keyArn: key.keyArn, expireDays: 30 }),
    alarmTopicArn: alerts.topicArn,
    accountId,
    region,
    keyArn: key.keyArn,
    logs: { retentionDays: 30, keyArn: key.keyArn },
});

export const { pipelineName } = pipeline;
