import { resourceRule } from "../../../core/rule";
import { CLUSTER_INSTANCE, INSTANCE } from "../databases";

export const rdsCertificate = resourceRule({
    name: "rds-certificate",
    title: "Databases use a current certificate authority",
    description: "Certificates of the old authority have expired: clients that verify them cannot connect.",
    severity: "medium",
    catalogues: { checkov: ["CKV_AWS_211"] },
    remediation: "Set caCertIdentifier to rds-ca-rsa2048-g1 or a newer one.",
    url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
    types: [INSTANCE, CLUSTER_INSTANCE],
    check(server) {
        const authority = server.word("caCertIdentifier", "");
        if (authority !== undefined && /^rds-ca-20\d\d$/.test(authority))
            server.fail("caCertIdentifier", "is an expired authority");
    },
});
