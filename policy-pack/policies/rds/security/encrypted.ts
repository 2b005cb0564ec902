import { resourceRule } from "../../../core/rule";
import { CLUSTER, INSTANCE, isReplica } from "../databases";

export const rdsEncrypted = resourceRule({
    name: "rds-encrypted",
    title: "Databases are encrypted at rest",
    description: "Without encryption, a copied disk or snapshot exposes all its data.",
    severity: "high",
    catalogues: {
        fsbp: ["RDS.3", "RDS.27"],
        checkov: ["CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_140"],
        cdkNag: ["AwsSolutions-RDS2"],
    },
    remediation: "Set storageEncrypted to true; restore an existing database from an encrypted copy.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-3",
    types: [CLUSTER, INSTANCE, "aws:rds/globalCluster:GlobalCluster"],
    check(server) {
        // A copy within the region is encrypted if its source is.
        if (isReplica(server) && !server.isSet("storageEncrypted")) return;
        if (server.boolean("storageEncrypted", false) === false)
            server.fail("storageEncrypted", "is not true");
    },
});
