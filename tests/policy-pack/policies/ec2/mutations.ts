import type { Sent } from "../../support/engine";
import type { Mutation } from "../../mutations/mutation";

const TEMPLATE = { stack: "local", type: "aws:ec2/launchTemplate:LaunchTemplate", name: "reports" } as const;

const sharing: Sent = {
    type: "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
    name: "snapshots",
    props: { state: "block-all-sharing" },
};

export const ec2: readonly Mutation[] = [
    {
        rule: "ec2-default-encryption",
        type: "aws:ebs/encryptionByDefault:EncryptionByDefault",
        set: { enabled: false },
    },
    { rule: "ec2-encrypted-volumes", ...TEMPLATE, set: { "blockDeviceMappings.0.ebs.encrypted": "false" } },
    { rule: "ec2-metadata-hops", ...TEMPLATE, set: { "metadataOptions.httpPutResponseHopLimit": 2 } },
    { rule: "ec2-metadata-tokens", ...TEMPLATE, set: { "metadataOptions.httpTokens": "optional" } },
    {
        rule: "ec2-no-elastic-address",
        type: "aws:ec2/eip:Eip",
        name: "network-nat-a",
        set: { instance: "i-0123456789abcdef0" },
    },
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
    {
        rule: "ec2-source-dest-check",
        stack: "local",
        type: "aws:ec2/networkInterface:NetworkInterface",
        set: { sourceDestCheck: false },
    },
];
