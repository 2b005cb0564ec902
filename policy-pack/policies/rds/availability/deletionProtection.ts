import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsDeletionProtection = resourceRule({
    name: "rds-deletion-protection",
    title: "Databases refuse deletion",
    description: "Deletion protection adds a second step before all data is deleted.",
    severity: "medium",
    profile: "live",
    catalogues: {
        fsbp: ["RDS.7", "RDS.8"],
        checkov: ["CKV_AWS_139", "CKV_AWS_293"],
        cdkNag: ["AwsSolutions-RDS10"],
    },
    remediation: "Set deletionProtection to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-7",
    types: [CLUSTER, INSTANCE],
    check(server) {
        if (server.boolean("deletionProtection", false) === false)
            server.fail("deletionProtection", "is not true");
    },
});
