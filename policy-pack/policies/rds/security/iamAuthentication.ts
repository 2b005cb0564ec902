import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsIamAuthentication = resourceRule({
    name: "rds-iam-authentication",
    title: "Databases accept IAM tokens",
    description:
        "A token expires after fifteen minutes and belongs to a role; a password is shared and never expires.",
    severity: "medium",
    profile: "shared",
    catalogues: {
        fsbp: ["RDS.10", "RDS.12"],
        checkov: ["CKV_AWS_161", "CKV_AWS_162"],
        cdkNag: ["AwsSolutions-RDS6"],
    },
    remediation: "Set iamDatabaseAuthenticationEnabled to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-10",
    types: [CLUSTER, INSTANCE],
    check(server) {
        const engine = server.word("engine", "");
        // Replicas and restored servers need not name it.
        if (engine === undefined || !/^($|aurora|mariadb|mysql|postgres)/.test(engine)) return;
        if (server.boolean("iamDatabaseAuthenticationEnabled", false) === false)
            server.fail("iamDatabaseAuthenticationEnabled", "is not true");
    },
});
