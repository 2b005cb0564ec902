/** A dashboard and a health alarm for what a program has. */
import { Alerts, Monitoring } from "../../../components/monitoring";
import { EncryptionKey } from "../../../components/secret";
import { Queue } from "../../../components/storage";
import { accountId, region } from "../account";

const key = new EncryptionKey("data", { description: "Jobs", region, accountId });
const alerts = new Alerts("alerts", { accountId, keyArn: key.keyArn });
const base = { keyArn: key.keyArn, alarmTopicArn: alerts.topicArn };
const jobs = new Queue("jobs", { accountId, ...base });
const monitoring = new Monitoring("monitoring", {
    awsName: "shop",
    stack: "shop",
    components: { queue: { jobs } },
    deployments: { maxSeconds: 600, maxRollBackSeconds: 120 },
    traces: {
        slowSeconds: 2,
        samplePercent: 5,
        samplesPerSecond: 1,
        ignorePaths: ["/health*"],
        customerKey: false,
    },
    region,
    ...base,
});

export const { dashboardUrl } = monitoring;
