import { resourceRule } from "../../../core/rule";
import { assertOwnKey } from "../../shared/properties";
import { CLUSTER, CLUSTER_INSTANCE, INSTANCE, isReplica } from "../databases";

export const rdsCustomerKey = resourceRule({
    name: "rds-customer-key",
    title: "Databases are encrypted with a customer key",
    description: "A customer key makes access to data visible, limitable and revocable.",
    severity: "medium",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_327", "CKV_AWS_354"] },
    remediation: "Set kmsKeyId and performanceInsightsKmsKeyId to the ARN of a key.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html",
    types: [CLUSTER, INSTANCE, CLUSTER_INSTANCE],
    check(server) {
        const isMember = server.type === CLUSTER_INSTANCE;
        if (!isMember && !isReplica(server)) assertOwnKey(server, "kmsKeyId");
        const measured = server.boolean("performanceInsightsEnabled", false);
        if (measured) assertOwnKey(server, "performanceInsightsKmsKeyId");
    },
});
