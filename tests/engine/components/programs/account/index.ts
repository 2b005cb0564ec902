/** Singletons of an account, and their monitoring. */
import { Alerts } from "../../../../../components/monitoring/alerts";
import { Bucket } from "../../../../../components/storage/bucket";
import { CostGuard } from "../../../../../components/account/costGuard";
import { DeliveryPipeline } from "../../../../../components/pipeline/deliveryPipeline";
import { DeliveryRoles } from "../../../../../components/pipeline/deliveryRoles";
import { EncryptionKey } from "../../../../../components/secret/encryptionKey";
import { Monitoring } from "../../../../../components/monitoring/monitoring";
import { Queue } from "../../../../../components/storage/queue";
import { Repository } from "../../../../../components/image/repository";
import { SecretRotation } from "../../../../../components/secret/secretRotation";
import { SecurityBaseline } from "../../../../../components/account/securityBaseline";
import { accountId, either, later, region } from "../variant";

const protect = false;
const { keyArn } = new EncryptionKey("data", { description: "Data", region, accountId, protect });
const logs = { keyArn, retentionDays: 30 };
const { topicArn: alarmTopicArn } = new Alerts("alerts", { accountId, keyArn });
const base = { region, accountId, keyArn, logs, protect, alarmTopicArn, awsName: "shop", retain: false };

const { trailArn } = new SecurityBaseline("security", {
    ...base,
    auditDays: either(400, 800),
    trail: "create",
    config: "create",
    guardDuty: "create",
    securityHub: "create",
    accessAnalyzer: "create",
    ebsEncryption: "create",
    s3PublicAccess: "create",
    passwordPolicy: either("skip", "create"),
});

const { anomalyMonitorArn } = new CostGuard("costs", {
    ...base,
    monthlyUsd: either(100, 200),
    parts: either(
        { builds: { monthlyUsd: 20, services: ["CodeBuild"] } },
        { builds: { monthlyUsd: 30, services: ["CodeBuild", "AWS CodePipeline"] } },
    ),
    emails: either([], ["a@example.com"]),
    anomalies: { mode: "create", minimumUsd: either(20, 50) },
    costAllocationTags: either(["Project"], ["Project", "Environment"]),
});

const roleBoundaryArn = either(undefined, `arn:aws:iam::${accountId}:policy/boundary`);
new DeliveryRoles("delivery", {
    ...base,
    repository: either("example/shop", "example/store"),
    environments: { preview: "preview", deploy: either("production", "prod"), drift: "drift" },
    provider: "create",
    maxSessionSeconds: either(3600, 7200),
    permissionsBoundaryArn: either(undefined, "arn:aws:iam::aws:policy/PowerUserAccess"),
    roleBoundaryArn,
    ...later({ state: { bucket: "states", keyArn: "arn:aws:kms:eu-west-1:111122223333:key/states" } }),
});

const images = new Repository("images", { keyArn, protect });
new DeliveryPipeline("shop", {
    ...base,
    repository: "example/shop",
    branch: either("main", "release"),
    paths: either([], ["apps/**"]),
    connectionArn: `arn:aws:codeconnections:${region}:${accountId}:connection/00000000-0000-0000-0000-000000000000`,
    build: { buildspec: either("build.yml", "ci/build.yml"), timeoutMinutes: either(30, 60) },
    deploy: { buildspec: "deploy.yml" },
    approval: either(true, false),
    environment: either({}, { STAGE: "prod" }),
    docker: either(false, true),
    roleBoundaryArn,
    ...later({ repositories: { shop: images } }),
    artifacts: new Bucket("artifacts", { keyArn, protect, expireDays: 30 }),
});

const jobs = new Queue("jobs", base);
const rotation = new SecretRotation("rotation", base);
new Monitoring("monitoring", {
    ...base,
    stack: "test",
    components: { queue: { jobs }, ...either({}, { platform: { rotation } }) },
    deployments: { maxSeconds: either(600, 900), maxRollBackSeconds: 120 },
    traces: {
        slowSeconds: either(2, 3),
        samplePercent: either(5, 10),
        samplesPerSecond: 1,
        ignorePaths: either(["/health"], ["/health", "/ready"]),
        customerKey: false,
    },
    ...later({
        metrics: {
            rotated: {
                source: "platform/rotation",
                pattern: "rotated",
                value: "1",
                unit: "Count" as const,
            },
        },
    }),
});

/** Singletons that another stack can adopt. */
export { anomalyMonitorArn, trailArn };
