import { resourceRule } from "../../../core/rule";

export const rdsSnapshotsNotPublic = resourceRule({
    name: "rds-snapshots-not-public",
    title: "Database snapshots are not public",
    description: "Every AWS account can restore a public snapshot.",
    severity: "critical",
    catalogues: { checkov: ["CKV_AWS_302"], fsbp: ["RDS.1"] },
    remediation: 'Remove "all" from sharedAccounts.',
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-1",
    types: [
        "aws:rds/snapshot:Snapshot",
        "aws:rds/clusterSnapshot:ClusterSnapshot",
        "aws:rds/snapshotCopy:SnapshotCopy",
        "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy",
    ],
    check(snapshot) {
        if (snapshot.strings("sharedAccounts").includes("all"))
            snapshot.fail("sharedAccounts", "has all accounts in it");
    },
});
