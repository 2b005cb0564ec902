import { resourceRule } from "../../core/rule";

export const ec2SnapshotsNotPublic = resourceRule({
    name: "ec2-snapshots-not-public",
    title: "Volume snapshots cannot be shared publicly",
    description: "Every AWS account can read a public snapshot.",
    severity: "high",
    catalogues: { fsbp: ["EC2.182"] },
    remediation: "Set state to block-all-sharing.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-182",
    types: ["aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"],
    check(account) {
        const state = account.word("state", "unblocked");
        if (state !== undefined && state !== "block-all-sharing")
            account.fail("state", "is not block-all-sharing");
    },
});
