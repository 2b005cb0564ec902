import type { Sent } from "../../support/engine";
import type { Mutation } from "../../mutations/mutation";
import { tags } from "../../mutations/tags";

const TABLE = { type: "aws:dynamodb/table:Table" } as const;

const accelerator: Sent = {
    type: "aws:dax/cluster:Cluster",
    name: "carts",
    props: { serverSideEncryption: { enabled: true }, clusterEndpointEncryptionType: "TLS", tags },
};

export const dynamodb: readonly Mutation[] = [
    {
        rule: "dynamodb-accelerator-encrypted",
        // A kind of resource that no stack has is not in the price table either.
        also: ["cost-prices-known"],
        standIn: true,
        type: accelerator.type,
        own: [accelerator],
        set: { clusterEndpointEncryptionType: "NONE" },
    },
    { rule: "dynamodb-customer-key", ...TABLE, set: { "serverSideEncryption.kmsKeyArn": undefined } },
    { rule: "dynamodb-deletion-protection", ...TABLE, set: { deletionProtectionEnabled: false } },
    { rule: "dynamodb-recovery", ...TABLE, set: { "pointInTimeRecovery.enabled": false } },
    {
        rule: "dynamodb-scales",
        ...TABLE,
        set: { billingMode: "PROVISIONED" },
        // Without a capacity.
        also: ["cost-prices-known"],
    },
];
