import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE } from "../databases";

export const rdsAdminName = resourceRule({
    name: "rds-admin-name",
    title: "Database administrators have uncommon names",
    description: "With a well-known name, attackers need only the password.",
    severity: "medium",
    catalogues: { fsbp: ["RDS.24", "RDS.25"] },
    remediation:
        "Set username (masterUsername of a cluster) to an uncommon name; a change replaces the database.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-24",
    settings: {
        names: {
            type: "array",
            items: { type: "string" },
            default: [
                "admin",
                "administrator",
                "awsuser",
                "master",
                "postgres",
                "rdsadmin",
                "root",
                "sa",
                "user",
            ],
            description: "Forbidden names, in lower case.",
        },
    },
    deferred: ["masterUsername", "username"],
    types: [CLUSTER, INSTANCE],
    check(server, settings) {
        const path = server.type === CLUSTER ? "masterUsername" : "username";
        const name = server.word(path, "");
        if (name !== undefined && settings.strings("names").includes(name))
            server.fail(path, "is a usual name");
    },
});
