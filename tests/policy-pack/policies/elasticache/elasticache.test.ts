import { elasticacheAuthentication } from "../../../../policy-pack/policies/elasticache/authentication";
import { elasticacheBackups } from "../../../../policy-pack/policies/elasticache/backups";
import { elasticacheCustomerKey } from "../../../../policy-pack/policies/elasticache/customerKey";
import { elasticacheEncryptedAtRest } from "../../../../policy-pack/policies/elasticache/encryptedAtRest";
import { elasticacheEncryptedInTransit } from "../../../../policy-pack/policies/elasticache/encryptedInTransit";
import { elasticacheFailover } from "../../../../policy-pack/policies/elasticache/failover";
import { elasticacheFinalSnapshot } from "../../../../policy-pack/policies/elasticache/finalSnapshot";
import { elasticacheLogs } from "../../../../policy-pack/policies/elasticache/logs";
import { elasticacheMinorUpgrades } from "../../../../policy-pack/policies/elasticache/minorUpgrades";
import { elasticacheSubnetGroup } from "../../../../policy-pack/policies/elasticache/subnetGroup";
import { elasticacheUsersAuthenticate } from "../../../../policy-pack/policies/elasticache/usersAuthenticate";
import { testRule } from "../../support/fixtures";

testRule(elasticacheBackups, {
    compliant: { snapshotRetentionLimit: 7 },
    type: "aws:elasticache/cluster:Cluster",
    also: [
        { engine: "memcached", snapshotRetentionLimit: undefined },
        { replicationGroupId: "sessions", snapshotRetentionLimit: undefined },
    ],
    violating: [[{ snapshotRetentionLimit: 2 }, /below 3/]],
    // Whichever group it is, that one is judged.
    unknown: { replicationGroupId: "passes", snapshotRetentionLimit: "fails" },
    absent: { snapshotRetentionLimit: "fails", engine: "passes" },
    wrongType: { snapshotRetentionLimit: "long" },
    asked: { settings: { "elasticache-backups": { days: 3 } } },
});

testRule(elasticacheMinorUpgrades, {
    compliant: { autoMinorVersionUpgrade: true },
    violating: [[{ autoMinorVersionUpgrade: false }, /is false/]],
    unknown: { autoMinorVersionUpgrade: "fails" },
    absent: { autoMinorVersionUpgrade: "passes" },
    wrongType: { autoMinorVersionUpgrade: 7 },
});

testRule(elasticacheFailover, {
    compliant: { automaticFailoverEnabled: true, multiAzEnabled: true },
    violating: [
        [{ automaticFailoverEnabled: false }, /^automaticFailoverEnabled/],
        [{ multiAzEnabled: false }, /^multiAzEnabled/],
    ],
    unknown: { automaticFailoverEnabled: "fails", multiAzEnabled: "fails" },
    absent: { automaticFailoverEnabled: "fails", multiAzEnabled: "fails" },
    wrongType: { multiAzEnabled: 7 },
});

testRule(elasticacheEncryptedAtRest, {
    compliant: { atRestEncryptionEnabled: true },
    also: [
        { atRestEncryptionEnabled: "true" },
        // It has the first group's settings.
        { globalReplicationGroupId: "sessions-everywhere", atRestEncryptionEnabled: undefined },
    ],
    violating: [[{ atRestEncryptionEnabled: false }, /^atRestEncryptionEnabled is not true/]],
    unknown: { globalReplicationGroupId: "passes", atRestEncryptionEnabled: "fails" },
    absent: { atRestEncryptionEnabled: "fails" },
    wrongType: { atRestEncryptionEnabled: "maybe" },
});

testRule(elasticacheEncryptedInTransit, {
    compliant: { transitEncryptionEnabled: true, transitEncryptionMode: "required" },
    also: [{ globalReplicationGroupId: "sessions-everywhere", transitEncryptionEnabled: undefined }],
    violating: [
        [{ transitEncryptionEnabled: false }, /is not true/],
        [{ transitEncryptionMode: "preferred" }, /is preferred/],
        [{ globalReplicationGroupId: "", transitEncryptionEnabled: undefined }, /is not true/],
    ],
    // Whichever group it is, that one is judged.
    unknown: {
        replicationGroupId: "passes",
        globalReplicationGroupId: "passes",
        transitEncryptionEnabled: "fails",
        transitEncryptionMode: "fails",
    },
    absent: { transitEncryptionEnabled: "fails", transitEncryptionMode: "passes" },
    wrongType: { transitEncryptionEnabled: 7 },
});

testRule(elasticacheAuthentication, {
    type: "aws:elasticache/replicationGroup:ReplicationGroup",
    compliant: { authToken: "a-token" },
    also: [{ authToken: undefined, userGroupIds: ["shop"] }],
    violating: [[{ authToken: "" }, /^authToken is not set/]],
    unknown: { userGroupIds: "passes", authToken: "passes" },
    absent: { authToken: "fails" },
    wrongType: { authToken: 7 },
});

testRule(elasticacheAuthentication, {
    type: "aws:elasticache/cluster:Cluster",
    compliant: { engine: "memcached" },
    also: [{ engine: "redis", replicationGroupId: "sessions" }],
    violating: [
        [{ engine: "redis" }, /^engine has no authentication on a single node/],
        [{ engine: "valkey" }, /^engine has no authentication/],
    ],
    // Whichever group it is, that one is judged.
    unknown: { engine: "fails", replicationGroupId: "passes" },
    absent: { engine: "passes" },
    wrongType: { engine: 7 },
});

testRule(elasticacheSubnetGroup, {
    compliant: { subnetGroupName: "own" },
    violating: [
        [{ subnetGroupName: "default" }, /default group/],
        [{ subnetGroupName: "" }, /is not set/],
    ],
    // A member of a replication group uses that group's subnets.
    // Whichever group it is, that one is judged.
    unknown: { replicationGroupId: "passes", subnetGroupName: "deferred" },
    absent: { subnetGroupName: "fails" },
    wrongType: { subnetGroupName: 7 },
});

testRule(elasticacheCustomerKey, {
    compliant: { kmsKeyId: "arn:key" },
    violating: [
        [{ kmsKeyId: "" }, /is not set/],
        [{ kmsKeyId: "alias/aws/elasticache" }, /is AWS's own key/],
    ],
    unknown: { kmsKeyId: "passes" },
    absent: { kmsKeyId: "fails" },
    wrongType: { kmsKeyId: 7 },
});

testRule(elasticacheFinalSnapshot, {
    compliant: { finalSnapshotIdentifier: "last" },
    violating: [[{ finalSnapshotIdentifier: "" }, /is not set/]],
    unknown: { finalSnapshotIdentifier: "passes" },
    absent: { finalSnapshotIdentifier: "fails" },
    wrongType: { finalSnapshotIdentifier: 7 },
});

testRule(elasticacheLogs, {
    compliant: { logDeliveryConfigurations: [{ logType: "slow-log" }] },
    violating: [
        [{ logDeliveryConfigurations: [{ logType: "engine-log" }] }, /no slow-log/],
        [{ logDeliveryConfigurations: [] }, /no slow-log/],
    ],
    unknown: { logDeliveryConfigurations: "fails", "logDeliveryConfigurations.0.logType": "fails" },
    absent: { logDeliveryConfigurations: "fails" },
    wrongType: { logDeliveryConfigurations: 7 },
});

testRule(elasticacheUsersAuthenticate, {
    compliant: { authenticationMode: { type: "iam" } },
    violating: [
        [{ noPasswordRequired: true }, /is true/],
        [{ "authenticationMode.type": "no-password-required" }, /is no-password/],
    ],
    unknown: { noPasswordRequired: "fails", "authenticationMode.type": "fails" },
    absent: { noPasswordRequired: "passes", authenticationMode: "passes" },
    wrongType: { noPasswordRequired: 7 },
});
