import assert from "node:assert/strict";

import {
    SecurityBaseline,
    type SecurityBaselineArgs,
    type SecurityParts,
} from "../../../components/account/securityBaseline";
import { alarmsOf } from "../../../components/support/metrics";
import type { SingletonMode } from "../../../model/singleton";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import type { Graph } from "../../support/graph";
import { ACCOUNT, REGION } from "../../support/providerOutputs";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

const all = (mode: SingletonMode): SecurityParts => ({
    trail: mode,
    config: mode,
    guardDuty: mode,
    securityHub: mode,
    accessAnalyzer: mode,
    ebsEncryption: mode,
    s3PublicAccess: mode,
    passwordPolicy: mode,
});
const args: SecurityBaselineArgs = {
    ...base,
    ...all("create"),
    awsName: "shop-prod",
    keyArn: KEY,
    logs,
    alarmTopicArn: ALERTS,
};
const security = async (more: Partial<SecurityBaselineArgs>, calls = {}) =>
    await record(() => new SecurityBaseline("security", { ...args, ...more }), { calls });
const TRAIL = `arn:aws:cloudtrail:${REGION}:${ACCOUNT}:trail/shop-prod`;
const BUCKET = "arn:aws:s3:::security-audit-0a1b2c3";

/** Singletons of an account, which stay when the stack is destroyed. */
const LASTING = [
    "accessanalyzer.Analyzer",
    "ebs.EncryptionByDefault",
    "guardduty.Detector",
    "guardduty.DetectorFeature",
    "iam.AccountPasswordPolicy",
    "iam.ServiceLinkedRole",
    "s3.AccountPublicAccessBlock",
    "securityhub.Account",
    "securityhub.StandardsSubscription",
];
const DETECTOR = "aws:guardduty/getDetector:getDetector";
const detector = { [DETECTOR]: () => ({ id: "detector-theirs" }) };
const adopted: Partial<SecurityBaselineArgs> = {
    ...all("adopt"),
    trailArn: "arn:aws:cloudtrail:eu-west-1:111122223333:trail/theirs",
    analyzerName: "theirs",
};

describe("SecurityBaseline", () => {
    const recording = recordOnce(() => new SecurityBaseline("security", args));

    it("records every AWS call in every region, in encrypted log files with validation", () => {
        assert.partialDeepStrictEqual(recording().graph.inputs("cloudtrail.Trail"), {
            name: "shop-prod",
            kmsKeyId: KEY,
            s3BucketName: "security-audit-0a1b2c3",
            isMultiRegionTrail: true,
            includeGlobalServiceEvents: true,
            enableLogFileValidation: true,
        });
    });

    it("keeps trail and Config records in one protected bucket, which only the two services of this account may write", () => {
        const { graph } = recording();
        assert.equal(graph.one("s3.Bucket").protect, true);
        const source = { "aws:SourceArn": TRAIL };
        const ofAccount = { "aws:SourceAccount": ACCOUNT };
        const owner = { "s3:x-amz-acl": "bucket-owner-full-control" };
        assert.deepEqual(
            graph
                .statements("s3.BucketPolicy", "security-audit")
                .map(({ Sid, Action, Resource, Condition }) => [Sid, Action, Resource, Condition])
                .slice(0, 4),
            [
                ["TrailChecks", ["s3:GetBucketAcl"], [BUCKET], { StringEquals: source }],
                [
                    "TrailWrites",
                    ["s3:PutObject"],
                    [`${BUCKET}/AWSLogs/${ACCOUNT}/*`],
                    { StringEquals: { ...source, ...owner } },
                ],
                ["ConfigChecks", ["s3:GetBucketAcl", "s3:ListBucket"], [BUCKET], { StringEquals: ofAccount }],
                [
                    "ConfigWrites",
                    ["s3:PutObject"],
                    [`${BUCKET}/AWSLogs/${ACCOUNT}/Config/*`],
                    { StringEquals: { ...ofAccount, ...owner } },
                ],
            ],
        );
    });

    it("records all resource configurations, and evaluates them against rules", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("cfg.Recorder")["recordingGroup"], {
            allSupported: true,
            includeGlobalResourceTypes: true,
        });
        assert.deepEqual(graph.inputs("cfg.RecorderStatus"), { name: "shop-prod", isEnabled: true });
        assert.equal(graph.inputs("cfg.DeliveryChannel")["s3KmsKeyArn"], KEY);
        assert.equal(graph.all("cfg.Rule").length, 7);
    });

    it("gives AWS Config its service-linked role, which other regions may use too", () => {
        const { graph } = recording();
        const role = graph.one("iam.ServiceLinkedRole");
        assert.deepEqual(role.inputs, { awsServiceName: "config.amazonaws.com" });
        assert.equal(role.retainOnDelete, true);
        assert.equal(
            graph.inputs("cfg.Recorder")["roleArn"],
            "arn:aws:iam:eu-west-1:111122223333:servicelinkedrole/security-config",
        );
    });

    it("adopts AWS Config's role if the account already has it", async () => {
        const { graph } = await security({ configRole: "adopt" });
        const id =
            "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig";
        assert.deepEqual(graph.all("iam.ServiceLinkedRole"), []);
        assert.deepEqual(graph.adopted, [{ kind: "iam.ServiceLinkedRole", name: "security-config", id }]);
        assert.equal(graph.all("cfg.Recorder").length, 1);
    });

    it("enables GuardDuty, and publishes findings of high severity", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("guardduty.Detector"), {
            enable: true,
            findingPublishingFrequency: "FIFTEEN_MINUTES",
        });
        assert.deepEqual(
            graph.all("guardduty.DetectorFeature").map(({ inputs }) => [inputs["name"], inputs["status"]]),
            [
                ["EBS_MALWARE_PROTECTION", "ENABLED"],
                ["EKS_AUDIT_LOGS", "DISABLED"],
                ["LAMBDA_NETWORK_LOGS", "ENABLED"],
                ["RDS_LOGIN_EVENTS", "ENABLED"],
                ["RUNTIME_MONITORING", "DISABLED"],
                ["S3_DATA_EVENTS", "ENABLED"],
            ],
        );
        assert.deepEqual(JSON.parse(String(graph.inputs("cloudwatch.EventRule")["eventPattern"])), {
            source: ["aws.guardduty"],
            "detail-type": ["GuardDuty Finding"],
            detail: { severity: [{ numeric: [">=", 7] }] },
        });
        assert.equal(graph.inputs("cloudwatch.EventTarget")["arn"], ALERTS);
    });

    it("turns plans of GuardDuty on and off, and makes the log of scans first", async () => {
        const { graph } = await security({ guardDutyFeatures: { ebsMalware: false, runtime: true } });
        const of = (name: string) => graph.inputs("guardduty.DetectorFeature", `security-guardduty-${name}`);
        assert.equal(of("ebs-malware-protection")["status"], "DISABLED");
        assert.partialDeepStrictEqual(of("runtime-monitoring"), {
            status: "ENABLED",
            additionalConfigurations: [
                { name: "EC2_AGENT_MANAGEMENT", status: "ENABLED" },
                { name: "ECS_FARGATE_AGENT_MANAGEMENT", status: "ENABLED" },
                { name: "EKS_ADDON_MANAGEMENT", status: "DISABLED" },
            ],
        });
        assert.ok(!graph.names("cloudwatch.LogGroup").includes("security-guardduty-malware"));
        const first = recording().graph;
        const group = first.one("cloudwatch.LogGroup", "security-guardduty-malware");
        assert.equal(group.inputs["name"], "/aws/guardduty/malware-scan-events");
        assert.ok(first.one("guardduty.Detector").dependsOn.includes(group.urn));
    });

    describe("in us-east-1 too, where the stack has something there", () => {
        const edge = { keyArn: "arn:edge-key", alarmTopicArn: "arn:edge-topic" };
        const KINDS = ["accessanalyzer.Analyzer", "guardduty.Detector", "securityhub.Account"];
        const regions = (graph: Graph) =>
            KINDS.map((kind) =>
                graph
                    .all(kind)
                    .map(({ inputs }) => String(inputs["region"] ?? "own"))
                    .sort(),
            );

        it("has the same detectors, which publish there", async () => {
            const { graph } = await security({ edge });
            assert.deepEqual(regions(graph), Array(3).fill(["own", "us-east-1"]));
            assert.deepEqual(
                graph.all("cloudwatch.EventTarget").map(({ inputs }) => [inputs["arn"], inputs["region"]]),
                [
                    ["arn:edge-topic", "us-east-1"],
                    [ALERTS, undefined],
                ],
            );
            assert.partialDeepStrictEqual(
                graph.inputs("cloudwatch.LogGroup", "security-edge-guardduty-malware"),
                { kmsKeyId: "arn:edge-key", region: "us-east-1" },
            );
            assert.match(
                String(
                    graph.inputs("securityhub.StandardsSubscription", "security-edge-hub")["standardsArn"],
                ),
                /^arn:aws:securityhub:us-east-1::/,
            );
            const kept = graph.resources.filter(({ name }) => name === "security-edge-guardduty");
            assert.ok(
                kept.some(({ kind, retainOnDelete }) => kind === "guardduty.Detector" && retainOnDelete),
            );
        });

        it("adopts them where others own them, and leaves out what the stack skips", async () => {
            const { graph } = await security(
                { edge: { ...edge, mode: "adopt" }, accessAnalyzer: "skip" },
                detector,
            );
            assert.deepEqual(regions(graph), [[], ["own"], ["own"]]);
            assert.deepEqual(
                graph.adopted.map(({ name, id }) => [name, id]),
                [["security-edge-hub", ACCOUNT]],
            );
        });
    });

    it("enables the account's protective settings", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("ebs.EncryptionByDefault"), { enabled: true });
        assert.deepEqual(graph.inputs("s3.AccountPublicAccessBlock"), {
            blockPublicAcls: true,
            blockPublicPolicy: true,
            ignorePublicAcls: true,
            restrictPublicBuckets: true,
        });
        assert.partialDeepStrictEqual(graph.inputs("iam.AccountPasswordPolicy"), {
            minimumPasswordLength: 14,
            passwordReusePrevention: 24,
        });
        assert.deepEqual(graph.inputs("accessanalyzer.Analyzer"), {
            analyzerName: "shop-prod",
            type: "ACCOUNT",
        });
        assert.deepEqual(graph.inputs("securityhub.StandardsSubscription"), {
            standardsArn: `arn:aws:securityhub:${REGION}::standards/aws-foundational-security-best-practices/v/1.0.0`,
        });
    });

    it("has alarms on the fourteen events of the CIS benchmark", () => {
        const { graph } = recording();
        const names = [
            "buckets-changed",
            "gateways-changed",
            "iam-changed",
            "key-deleted",
            "network-acls-changed",
            "recorder-changed",
            "root-user",
            "routes-changed",
            "security-groups-changed",
            "sign-in-failed",
            "sign-in-without-mfa",
            "trail-changed",
            "unauthorized",
            "vpc-changed",
        ].map((key) => `security-trail-${key}`);
        assert.deepEqual(graph.names("cloudwatch.MetricAlarm"), names);
        assert.deepEqual(graph.names("cloudwatch.LogMetricFilter"), names);
        for (const { inputs } of graph.all("cloudwatch.LogMetricFilter")) {
            const pattern = String(inputs["pattern"]);
            // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
            assert.ok(pattern.length <= 1024, pattern);
            assert.match(pattern, /^\{ .* \}$/);
        }
    });

    it("has none on changes that deployments make as well, if so wanted, and never in its health", async () => {
        const { graph } = await security({ changeAlarms: false });
        assert.equal(graph.all("cloudwatch.MetricAlarm").length, 7);
        const health = alarmsOf(recording().made).length;
        assert.equal(health, 7);
    });

    it("retains the account's singletons when the stack is destroyed, and no other resources", () => {
        const { graph } = recording();
        const retained = graph.resources.filter(({ retainOnDelete }) => retainOnDelete);
        assert.deepEqual([...new Set(retained.map(({ kind }) => kind))].sort(), LASTING);
        assert.ok(LASTING.every((kind) => graph.all(kind).every(({ retainOnDelete }) => retainOnDelete)));
    });

    it("deletes the singletons with the stack if `retain` is false", async () => {
        const { graph } = await security({ retain: false });
        assert.deepEqual(
            graph.resources.filter(({ retainOnDelete }) => retainOnDelete),
            [],
        );
    });

    it("refuses to delete trail and recorder while it refuses to delete their records", async () => {
        const kinds = ["s3.Bucket", "cloudtrail.Trail", "cfg.Recorder"];
        const { graph } = await security({ protect: false });
        for (const kind of kinds) {
            assert.equal(recording().graph.one(kind).protect, true, kind);
            assert.equal(graph.one(kind).protect, false, kind);
        }
    });

    it("adopts existing singletons: reads them, and creates none", async () => {
        const { graph } = await security(adopted, detector);
        assert.deepEqual(graph.counts(), { SecurityBaseline: 1 });
        assert.deepEqual(Object.fromEntries(graph.adopted.map(({ kind, id }) => [kind, id])), {
            "cloudtrail.Trail": "arn:aws:cloudtrail:eu-west-1:111122223333:trail/theirs",
            "cfg.Recorder": "default",
            "securityhub.Account": ACCOUNT,
            "accessanalyzer.Analyzer": "theirs",
            "ebs.EncryptionByDefault": ACCOUNT,
            "s3.AccountPublicAccessBlock": ACCOUNT,
            "iam.AccountPasswordPolicy": "iam-account-password-policy",
        });
        assert.equal(graph.one("SecurityBaseline").outputs?.["detectorId"], "detector-theirs");
    });

    it("creates nothing if every part is skipped", async () => {
        const { graph } = await security(all("skip"));
        assert.deepEqual(graph.counts(), { SecurityBaseline: 1 });
    });

    for (const [part, key] of [
        ["trail", "trailArn"],
        ["accessAnalyzer", "analyzerName"],
    ] as const) {
        it(`cannot adopt without ${key}, and reports it without a stack trace`, async () => {
            await assert.rejects(security({ [part]: "adopt" }), (error: Error & { hideStack?: boolean }) => {
                assert.equal(error.message, `cannot adopt without ${key}, which names the resource to adopt`);
                assert.equal(error.hideStack, true);
                return true;
            });
        });
    }

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "SecurityBaseline", ["detectorId", "trailArn"]);
    });
});
