import { dynamodbAcceleratorEncrypted } from "../../../../policy-pack/policies/dynamodb/acceleratorEncrypted";
import { dynamodbCustomerKey } from "../../../../policy-pack/policies/dynamodb/customerKey";
import { dynamodbDeletionProtection } from "../../../../policy-pack/policies/dynamodb/deletionProtection";
import { dynamodbRecovery } from "../../../../policy-pack/policies/dynamodb/recovery";
import { dynamodbScales } from "../../../../policy-pack/policies/dynamodb/scales";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

testRule(dynamodbRecovery, {
    compliant: {
        pointInTimeRecovery: { enabled: true },
        replicas: [{ regionName: "eu-central-1", pointInTimeRecovery: true }],
    },
    violating: [
        [{ "pointInTimeRecovery.enabled": false }, /^pointInTimeRecovery.enabled/],
        [{ "replicas.0.pointInTimeRecovery": false }, /^replicas\[0\].pointInTimeRecovery/],
    ],
    unknown: { "pointInTimeRecovery.enabled": "fails", replicas: "fails" },
    absent: { pointInTimeRecovery: "fails", replicas: "passes" },
    wrongType: { "pointInTimeRecovery.enabled": 7 },
});

testRule(dynamodbDeletionProtection, {
    compliant: { deletionProtectionEnabled: true },
    also: [{ deletionProtectionEnabled: "true" }],
    violating: [[{ deletionProtectionEnabled: false }, /^deletionProtectionEnabled is not true/]],
    unknown: { deletionProtectionEnabled: "fails" },
    absent: { deletionProtectionEnabled: "fails" },
    wrongType: { deletionProtectionEnabled: "maybe" },
});

testRule(dynamodbCustomerKey, {
    compliant: {
        serverSideEncryption: { enabled: true, kmsKeyArn: "arn:key" },
        replicas: [{ regionName: "eu-west-1", kmsKeyArn: "arn:key" }],
    },
    also: [{ replicas: undefined }],
    violating: [
        [{ "serverSideEncryption.kmsKeyArn": "alias/aws/dynamodb" }, /is AWS's own key/],
        [{ replicas: [{ regionName: "eu-west-1" }] }, /^replicas\[0\]\.kmsKeyArn is not set/],

        [{ "serverSideEncryption.enabled": false }, /enabled is not true/],
        [{ "serverSideEncryption.kmsKeyArn": "" }, /kmsKeyArn is not set/],
    ],
    unknown: {
        "serverSideEncryption.enabled": "fails",
        "serverSideEncryption.kmsKeyArn": "passes",
        replicas: "fails",
        "replicas.0.kmsKeyArn": "passes",
    },
    absent: { serverSideEncryption: "fails", "serverSideEncryption.kmsKeyArn": "fails" },
    wrongType: { "serverSideEncryption.kmsKeyArn": 7 },
});

testRule(dynamodbAcceleratorEncrypted, {
    compliant: { serverSideEncryption: { enabled: true }, clusterEndpointEncryptionType: "TLS" },
    violating: [
        [{ "serverSideEncryption.enabled": false }, /not true/],
        [{ clusterEndpointEncryptionType: "NONE" }, /is not TLS/],
    ],
    unknown: { "serverSideEncryption.enabled": "fails", clusterEndpointEncryptionType: "fails" },
    absent: { serverSideEncryption: "fails", clusterEndpointEncryptionType: "fails" },
    wrongType: { clusterEndpointEncryptionType: 7 },
});

const table = (props: object): Sent => ({
    type: "aws:dynamodb/table:Table",
    name: "carts",
    props: { name: "carts", ...props },
});
const target = (resourceId: string): Sent => ({
    type: "aws:appautoscaling/target:Target",
    name: "carts-read",
    props: { resourceId },
});
const policy = (resourceId: string): Sent => ({
    type: "aws:appautoscaling/policy:Policy",
    name: "carts-read",
    props: { resourceId, policyType: "TargetTrackingScaling" },
});

testStackRule(dynamodbScales, {
    satisfied: {
        "a table paid by request": [table({ billingMode: "PAY_PER_REQUEST" })],
        "a table with a target and a policy": [table({}), target("table/carts"), policy("table/carts")],
        "the same in a preview": [
            table({}),
            { ...target(UNKNOWN), dependencies: { resourceId: [urnOf(table({}))] } },
            { ...policy(UNKNOWN), dependencies: { resourceId: [urnOf(target(""))] } },
        ],
        "a policy that names the table, in a preview": [
            table({}),
            { ...target(UNKNOWN), dependencies: { resourceId: [urnOf(table({}))] } },
            { ...policy(UNKNOWN), dependencies: { resourceId: [urnOf(table({}))] } },
        ],
    },
    broken: {
        "a table of fixed capacity": [[table({})], /PROVISIONED, without/, "carts"],
        "a target without a policy": [
            [table({}), target("table/carts")],
            /^billingMode is PROVISIONED, with a Target, but without a Policy/,
            "carts",
        ],
        "a policy of another table": [
            [table({}), target("table/carts"), policy("table/orders")],
            /without a Policy/,
            "carts",
        ],
        "a policy without a target": [[table({}), policy("table/carts")], /without scaling/, "carts"],
        "scaling of an index only": [
            [table({}), target("table/carts/index/by-day"), policy("table/carts/index/by-day")],
            /without scaling/,
            "carts",
        ],
        "a target of another": [[table({}), target("table/orders")], /without scaling/, "carts"],
        "a wrong type": [[table({ billingMode: 7 })], /is a number/],
    },
    unknown: {
        "its mode is unknown": [[table({ billingMode: UNKNOWN })], "fails"],
        "the target's name is": [[table({}), target(UNKNOWN)], "fails"],
    },
});
