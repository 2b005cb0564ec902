import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsCopyTags = resourceRule({
    name: "rds-copy-tags",
    title: "Databases copy their tags to snapshots",
    description: "A snapshot without tags has no known owner, costs money and is never deleted.",
    severity: "low",
    profile: "shared",
    catalogues: { fsbp: ["RDS.16", "RDS.17", "RDS.47", "RDS.48"], checkov: ["CKV_AWS_313", "CKV2_AWS_60"] },
    remediation: "Set copyTagsToSnapshot to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-16",
    types: [CLUSTER, INSTANCE],
    check(server) {
        if (server.boolean("copyTagsToSnapshot", false) === false)
            server.fail("copyTagsToSnapshot", "is not true");
    },
});
