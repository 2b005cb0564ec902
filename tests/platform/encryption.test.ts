/** Every data store in every stack: encrypted with a customer managed key, and logs with a retention. */
import assert from "node:assert/strict";

import type { Recorded } from "../support/graph";
import { recordStack, STACKS } from "../support/program";

/** Where the key stands, by kind. A list leads into the first of several. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
    "backup.Vault": ["kmsKeyArn"],
    "cfg.DeliveryChannel": ["s3KmsKeyArn"],
    "cloudtrail.Trail": ["kmsKeyId"],
    "cloudwatch.LogGroup": ["kmsKeyId"],
    "codebuild.Project": ["encryptionKey"],
    "codepipeline.Pipeline": ["artifactStores", "0", "encryptionKey", "id"],
    "dynamodb.Table": ["serverSideEncryption", "kmsKeyArn"],
    "ec2.LaunchTemplate": ["blockDeviceMappings", "0", "ebs", "kmsKeyId"],
    "ecr.Repository": ["encryptionConfigurations", "0", "kmsKey"],
    "ecs.Cluster": ["configuration", "executeCommandConfiguration", "kmsKeyId"],
    "elasticache.ReplicationGroup": ["kmsKeyId"],
    "lambda.Function": ["kmsKeyArn"],
    "rds.Cluster": ["kmsKeyId"],
    "rds.ClusterInstance": ["performanceInsightsKmsKeyId"],
    "s3.BucketServerSideEncryptionConfiguration": [
        "rules",
        "0",
        "applyServerSideEncryptionByDefault",
        "kmsMasterKeyId",
    ],
    "scheduler.Schedule": ["kmsKeyArn"],
    "secretsmanager.Secret": ["kmsKeyId"],
    "sns.Topic": ["kmsMasterKeyId"],
    "sqs.Queue": ["kmsMasterKeyId"],
    "ssm.Parameter": ["keyId"],
    "synthetics.Canary": ["artifactConfig", "s3Encryption", "kmsKeyArn"],
};

/** Resources without a customer managed key, as `<kind> <name>`, with the reason. */
const WITHOUT: Readonly<Record<string, string>> = {
    "s3.BucketServerSideEncryptionConfiguration logs": "load balancers cannot write with a customer's key",
};

const ARN = /^arn:aws:kms:[a-z0-9-]+:\d{12}:key\/[a-z-]+$/;

function at(value: unknown, path: readonly string[]): unknown {
    return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | undefined)?.[key], value);
}

/** Those of {@link WITHOUT} that some stack has. */
const used = new Set<string>();

for (const stack of STACKS) {
    describe(`encryption in stack ${stack}`, () => {
        let resources: readonly Recorded[];

        before(async () => {
            ({ resources } = (await recordStack(stack)).graph);
        });

        it("uses a customer managed key, except where there is a reason", () => {
            const keeping = resources.filter(({ kind }) => kind in KEYS);
            assert.ok(keeping.length > 30, `${keeping.length} resources`);
            const plain = keeping
                .filter(({ kind, inputs }) => !ARN.test(String(at(inputs, KEYS[kind]!))))
                .map(({ kind, name }) => `${kind} ${name}`);
            for (const id of plain) used.add(id);
            assert.deepEqual(
                plain.filter((id) => !(id in WITHOUT)),
                [],
            );
        });

        it("covers logs, none of which is kept for ever", () => {
            const groups = resources.filter(({ kind }) => kind === "cloudwatch.LogGroup");
            assert.ok(groups.length > 10);
            const endless = groups.filter(({ inputs }) => !(Number(inputs["retentionInDays"]) > 0));
            assert.deepEqual(endless, []);
        });

        it("is required in transit: databases, caches and load balancers refuse plain text", () => {
            const caches = resources.filter(({ kind }) => kind === "elasticache.ReplicationGroup");
            assert.ok(caches.every(({ inputs }) => inputs["transitEncryptionEnabled"] === true));
            const proxies = resources.filter(({ kind }) => kind === "rds.Proxy");
            assert.ok(proxies.every(({ inputs }) => inputs["requireTls"] === true));
            const listeners = resources.filter(({ kind }) => kind === "lb.Listener");
            const plain = listeners
                .filter(({ inputs }) => inputs["protocol"] === "HTTP")
                .map(({ inputs }) => at(inputs, ["defaultActions", "0", "type"]));
            assert.deepEqual([...new Set(plain)], ["redirect"]);
            assert.ok(caches.length + proxies.length > 0);
        });
    });
}

describe("an exception from customer managed keys", () => {
    it("exists in a stack", () => {
        assert.deepEqual([...used].sort(), Object.keys(WITHOUT).sort());
    });
});
