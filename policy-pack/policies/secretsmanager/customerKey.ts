import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const secretsCustomerKey = resourceRule({
    name: "secrets-customer-key",
    title: "Secrets are encrypted with a customer key",
    description:
        "A customer key makes access to secrets visible, limitable and shareable with other accounts.",
    severity: "medium",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_149"] },
    remediation: "Set kmsKeyId to the ARN of a key.",
    url: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/security-encryption.html",
    types: ["aws:secretsmanager/secret:Secret"],
    check(secret) {
        assertOwnKey(secret, "kmsKeyId");
    },
});
