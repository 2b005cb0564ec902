import { resourceRule } from "../../../core/rule";
import { CLUSTER_INSTANCE, INSTANCE } from "../databases";

export const rdsNotPublic = resourceRule({
    name: "rds-not-public",
    title: "Databases have no public address",
    description: "Attackers scan public addresses and attack a new database within minutes.",
    severity: "critical",
    catalogues: { fsbp: ["RDS.2"], checkov: ["CKV_AWS_17"] },
    remediation: "Set publiclyAccessible to false.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-2",
    types: [INSTANCE, CLUSTER_INSTANCE],
    check(server) {
        if (server.boolean("publiclyAccessible", false) === true)
            server.fail("publiclyAccessible", "is true");
    },
});
