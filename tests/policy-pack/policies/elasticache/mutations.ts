import type { Sent } from "../../support/engine";
import type { Mutation } from "../../mutations/mutation";
import { tags } from "../../mutations/tags";

const CACHE = { type: "aws:elasticache/replicationGroup:ReplicationGroup" } as const;

const LOCAL = { stack: "local", ...CACHE } as const;

const user: Sent = {
    type: "aws:elasticache/user:User",
    name: "shop",
    props: {
        engine: "valkey",
        userId: "shop",
        userName: "shop",
        accessString: "on ~shop:* +@read",
        authenticationMode: { type: "iam" },
        tags,
    },
};

export const elasticache: readonly Mutation[] = [
    {
        rule: "elasticache-authentication",
        ...LOCAL,
        set: { authToken: undefined, authTokenUpdateStrategy: undefined },
    },
    { rule: "elasticache-backups", ...CACHE, set: { snapshotRetentionLimit: 0 } },
    { rule: "elasticache-customer-key", ...LOCAL, set: { kmsKeyId: undefined } },
    { rule: "elasticache-encrypted-at-rest", ...LOCAL, set: { atRestEncryptionEnabled: false } },
    { rule: "elasticache-encrypted-in-transit", ...LOCAL, set: { transitEncryptionMode: "preferred" } },
    { rule: "elasticache-failover", ...CACHE, set: { multiAzEnabled: false } },
    { rule: "elasticache-final-snapshot", ...CACHE, set: { finalSnapshotIdentifier: undefined } },
    { rule: "elasticache-logs", ...CACHE, set: { logDeliveryConfigurations: [] } },
    { rule: "elasticache-minor-upgrades", ...CACHE, set: { autoMinorVersionUpgrade: false } },
    { rule: "elasticache-subnet-group", ...LOCAL, set: { subnetGroupName: undefined } },
    {
        rule: "elasticache-users-authenticate",
        type: user.type,
        own: [user],
        set: { noPasswordRequired: true },
    },
];
