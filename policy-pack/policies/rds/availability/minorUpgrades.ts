import { resourceRule } from "../../../core/rule";
import { CLUSTER_INSTANCE, INSTANCE } from "../databases";

export const rdsMinorUpgrades = resourceRule({
    name: "rds-minor-upgrades",
    title: "Databases install minor upgrades automatically",
    description: "Minor versions fix vulnerabilities that become public with the release.",
    severity: "high",
    catalogues: { fsbp: ["RDS.13", "RDS.35"], checkov: ["CKV_AWS_226"] },
    remediation: "Set autoMinorVersionUpgrade to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-13",
    types: [INSTANCE, CLUSTER_INSTANCE],
    check(server) {
        if (server.boolean("autoMinorVersionUpgrade", true) === false)
            server.fail("autoMinorVersionUpgrade", "is false");
    },
});
