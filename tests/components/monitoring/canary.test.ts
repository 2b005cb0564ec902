import assert from "node:assert/strict";

import { Canary, type CanaryArgs } from "../../../components/monitoring/canary";
import { createCanaries } from "../../../platform/canaries";
import { StaticSite } from "../../../components/site/staticSite";
import { ALERTS, API_KEY_SECRET, base, folderOf, KEY, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const BUCKET = "arn:aws:s3:::artifacts";
const args: CanaryArgs = {
    ...base,
    logs,
    awsName: "shop-prod-web",
    url: "https://shop.example.com/health",
    artifacts: { bucketName: "artifacts", bucketArn: BUCKET },
    keyArn: KEY,
    alarmTopicArn: ALERTS,
};
const canary = async (more: Partial<CanaryArgs>) =>
    (await record(() => new Canary("web", { ...args, ...more }))).graph;
const through = (service: string) => ({
    StringEquals: { "kms:ViaService": `${service}.eu-west-1.amazonaws.com` },
});

describe("Canary", () => {
    const recording = recordOnce(() => new Canary("web", args));

    it("calls the address every five minutes, from its first minute on, without a browser", () => {
        assert.deepEqual(recording().graph.inputs("synthetics.Canary"), {
            name: "shop-prod-web",
            runtimeVersion: "syn-nodejs-5.2",
            handler: "canary.handler",
            s3Bucket: "artifacts",
            s3Key: "scripts/web.zip",
            s3Version: "version-1",
            executionRoleArn: "arn:aws:iam:eu-west-1:111122223333:role/web",
            schedule: { expression: "rate(5 minutes)" },
            runConfig: {
                timeoutInSeconds: 40,
                activeTracing: true,
                environmentVariables: { ADDRESS: "https://shop.example.com/health", TIMEOUT_SECONDS: "10" },
            },
            artifactS3Location: "s3://artifacts/runs/shop-prod-web",
            artifactConfig: { s3Encryption: { encryptionMode: "SSE_KMS", kmsKeyArn: KEY } },
            successRetentionPeriod: 31,
            failureRetentionPeriod: 31,
            startCanary: true,
            deleteLambda: true,
        });
    });

    it("starts after the policy of its role", () => {
        const { graph } = recording();
        const { dependsOn } = graph.one("synthetics.Canary");
        assert.ok(dependsOn.includes(graph.one("iam.RolePolicy", "web").urn));
    });

    it("runs with the configured rate, timeout and runtime", async () => {
        const graph = await canary({ everyMinutes: 1, timeoutSeconds: 3, runtime: "syn-nodejs-3.0" });
        assert.partialDeepStrictEqual(graph.inputs("synthetics.Canary"), {
            runtimeVersion: "syn-nodejs-3.0",
            schedule: { expression: "rate(1 minute)" },
            runConfig: { timeoutInSeconds: 33, environmentVariables: { TIMEOUT_SECONDS: "3" } },
        });
        const hourly = await canary({ everyMinutes: 60 });
        assert.deepEqual(hourly.inputs("synthetics.Canary")["schedule"], { expression: "rate(1 hour)" });
    });

    it("may write artefacts below its prefix and publish metrics only", () => {
        const { graph } = recording();
        assert.deepEqual(graph.statements("iam.RolePolicy", "web"), [
            {
                Effect: "Allow",
                Action: ["s3:PutObject", "s3:GetObject"],
                Resource: [`${BUCKET}/runs/shop-prod-web/*`],
            },
            { Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: [BUCKET] },
            {
                Effect: "Allow",
                Action: ["kms:GenerateDataKey", "kms:Decrypt"],
                Resource: [KEY],
                Condition: through("s3"),
            },
            { Effect: "Allow", Action: ["s3:ListAllMyBuckets", "xray:PutTraceSegments"], Resource: ["*"] },
            {
                Effect: "Allow",
                Action: ["cloudwatch:PutMetricData"],
                Resource: ["*"],
                Condition: { StringEquals: { "cloudwatch:namespace": "CloudWatchSynthetics" } },
            },
        ]);
        const trust = graph.statements("iam.Role", "web", "assumeRolePolicy");
        assert.deepEqual(trust[0]?.Principal, { Service: ["lambda.amazonaws.com"] });
    });

    it("logs to a log group of the stack, which it may not create itself", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), {
            name: "/aws/lambda/cwsyn-web-0a1b2c3",
            retentionInDays: 30,
            kmsKeyId: KEY,
        });
        assert.deepEqual(graph.statements("iam.RolePolicy", "web-logs"), [
            {
                Effect: "Allow",
                Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
                Resource: ["arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/web:*"],
            },
        ]);
    });

    it("reads name and password of a protected address from their secret", async () => {
        const graph = await canary({ passwordSecretArn: API_KEY_SECRET });
        assert.partialDeepStrictEqual(graph.inputs("synthetics.Canary"), {
            runConfig: { environmentVariables: { SECRET_ARN: API_KEY_SECRET } },
        });
        assert.deepEqual(graph.statements("iam.RolePolicy", "web").slice(5), [
            { Effect: "Allow", Action: ["secretsmanager:GetSecretValue"], Resource: [API_KEY_SECRET] },
            {
                Effect: "Allow",
                Action: ["kms:Decrypt"],
                Resource: [KEY],
                Condition: through("secretsmanager"),
            },
        ]);
    });

    it("has an alarm on two failed or missing runs in a row", async () => {
        assert.partialDeepStrictEqual(recording().graph.inputs("cloudwatch.MetricAlarm", "web-failed"), {
            namespace: "CloudWatchSynthetics",
            metricName: "SuccessPercent",
            dimensions: { CanaryName: "shop-prod-web" },
            statistic: "Average",
            period: 300,
            comparisonOperator: "LessThanThreshold",
            threshold: 100,
            evaluationPeriods: 2,
            treatMissingData: "breaching",
            alarmActions: [ALERTS],
        });
        const often = await canary({ everyMinutes: 1 });
        assert.equal(often.inputs("cloudwatch.MetricAlarm")["period"], 60);
    });

    it("shows success and duration", () => {
        const { title, widgets } = recording().made.dashboardRow();
        assert.deepEqual([title, widgets.length], ["Canary web", 2]);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Canary", ["canaryName", "canaryArn", "logGroupName"]);
    });
});

describe("canaries of a stack", () => {
    const { folder, remove } = folderOf({ "index.html": "Hello" });
    after(remove);
    const common = {
        ...base,
        logs,
        keyArn: KEY,
        awsName: "Shop.prod",
        logBucket: "logs",
        alarmTopicArn: ALERTS,
    };
    const recording = recordOnce(() => {
        const site = (name: string, basicAuth: boolean) =>
            new StaticSite(name, { ...common, content: folder, basicAuth });
        return createCanaries(
            common,
            { "site/shop": "/", "site/press": "/news" },
            { site: { shop: site("shop", false), press: site("press", true), other: site("other", false) } },
            {},
        );
    });
    const environmentOf = (name: string) =>
        (
            recording().graph.inputs("synthetics.Canary", name)["runConfig"] as {
                environmentVariables: Record<string, string>;
            }
        ).environmentVariables;

    it("request the configured paths, under names that Synthetics allows", () => {
        const { graph, made } = recording();
        assert.deepEqual(Object.keys(made), ["site-shop", "site-press"]);
        assert.equal(graph.inputs("synthetics.Canary", "site-shop")["name"], "shop-prod-site-shop");
        assert.match(environmentOf("site-press")["ADDRESS"] ?? "", /^https:\/\/.+\/news$/);
    });

    it("send the password of protected sites", () => {
        assert.equal(environmentOf("site-shop")["SECRET_ARN"], undefined);
        assert.match(environmentOf("site-press")["SECRET_ARN"] ?? "", /:secret:press-password-/);
    });

    it("share a bucket that keeps scripts, and runs for 31 days", () => {
        const { graph } = recording();
        const rules = graph.inputs("s3.BucketLifecycleConfiguration", "canary-artifacts")["rules"];
        assert.partialDeepStrictEqual(rules, [
            { id: "clean-up" },
            { id: "expire", filter: { prefix: "runs/" }, expiration: { days: 31 } },
        ]);
        assert.equal(graph.one("s3.Bucket", "canary-artifacts").protect, true);
    });

    it("are absent without public addresses, and need no bucket", async () => {
        const { graph, made } = await record(() => createCanaries(common, {}, {}, {}));
        assert.deepEqual([made, graph.resources], [{}, []]);
    });
});
