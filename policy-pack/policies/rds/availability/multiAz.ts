import { resourceRule } from "../../../core/rule";
import { INSTANCE, isReplica } from "../databases";

export const rdsMultiAz = resourceRule({
    name: "rds-multi-az",
    title: "Databases have a standby in another zone",
    description: "Without a standby, a zone failure stops the database until a backup is restored.",
    severity: "medium",
    profile: "prod",
    catalogues: { fsbp: ["RDS.5"], checkov: ["CKV_AWS_157"], cdkNag: ["AwsSolutions-RDS3"] },
    remediation: "Set multiAz to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-5",
    types: [INSTANCE],
    check(server) {
        if (isReplica(server)) return;
        if (server.boolean("multiAz", false) === false) server.fail("multiAz", "is not true");
    },
});
