import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsDeletionProtection = resourceRule({
    name: "rds-deletion-protection",
    title: "Databases refuse deletion",
    description: "One wrong command deletes all data; this makes it two.",
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
