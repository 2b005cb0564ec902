import type { Sent } from "../support/engine";
import type { Mutation } from "./mutation";
import { tags } from "./tags";

const TEMPLATE = { stack: "local", type: "aws:ec2/launchTemplate:LaunchTemplate" } as const;
const GROUP = { stack: "local", type: "aws:autoscaling/group:Group" } as const;
const sharing: Sent = {
    type: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    name: "snapshots",
    props: { state: "block-all-sharing" },
};

/** A group whose launch template is elsewhere. */
const group: Sent = {
    type: GROUP.type,
    name: "servers",
    props: {
        minSize: 2,
        maxSize: 4,
        healthCheckType: "ELB",
        launchTemplate: { id: "lt-0123456789abcdef0", version: "1" },
        vpcZoneIdentifiers: ["subnet-1", "subnet-2"],
        tags: Object.entries(tags).map(([key, value]) => ({ key, value, propagateAtLaunch: true })),
    },
};

export const ec2: readonly Mutation[] = [
    { rule: "autoscaling-health-check", ...GROUP, set: { healthCheckType: "EC2" } },
    {
        rule: "autoscaling-launch-template",
        type: group.type,
        name: "servers",
        own: [group],
        // What does not start from a template of the stack has no price.
        also: ["cost-prices-known"],
        set: { launchTemplate: undefined, launchConfiguration: "old" },
    },
    { rule: "autoscaling-two-zones", ...GROUP, set: { vpcZoneIdentifiers: ["subnet-1"] } },
    {
        rule: "ec2-default-encryption",
        type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
        set: { enabled: false },
    },
    { rule: "ec2-encrypted-volumes", ...TEMPLATE, set: { "blockDeviceMappings.0.ebs.encrypted": "false" } },
    { rule: "ec2-metadata-hops", ...TEMPLATE, set: { "metadataOptions.httpPutResponseHopLimit": 2 } },
    { rule: "ec2-metadata-tokens", ...TEMPLATE, set: { "metadataOptions.httpTokens": "optional" } },
    {
        rule: "ec2-no-public-ip",
        ...TEMPLATE,
        set: { "networkInterfaces.0.associatePublicIpAddress": "true" },
    },
    {
        rule: "ec2-no-secrets-in-user-data",
        ...TEMPLATE,
        // The key that AWS uses in its own examples.
        set: { userData: Buffer.from("export KEY=AKIAIOSFODNN7EXAMPLE").toString("base64") },
    },
    { rule: "ec2-no-ssh-key", ...TEMPLATE, set: { keyName: "mine" } },
    {
        rule: "ec2-snapshots-not-public",
        // A kind of resource that no stack has is not in the price table either.
        also: ["cost-prices-known"],
        standIn: true,
        type: sharing.type,
        own: [sharing],
        set: { state: "unblocked" },
    },
];
