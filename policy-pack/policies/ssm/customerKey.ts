import { resourceRule } from "../../core/rule";
import { isAwsKey } from "../shared/properties";

export const ssmCustomerKey = resourceRule({
    name: "ssm-customer-key",
    title: "Secret parameters are encrypted with a customer key",
    description: "With the AWS managed key, every principal that can read parameters can decrypt them.",
    severity: "medium",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_337"] },
    remediation: "Set keyId to the ARN of a key.",
    url: "https://docs.aws.amazon.com/systems-manager/latest/userguide/secure-string-parameter-kms-encryption.html",
    // A new key has no ARN yet; this one might be AWS's own.
    deferred: ["keyId"],
    types: ["aws:ssm/parameter:Parameter"],
    check(parameter) {
        if (parameter.string("type", "String") !== "SecureString") return;
        if (!parameter.isSet("keyId")) parameter.fail("keyId", "is not set");
        else if (isAwsKey(parameter.string("keyId", "") ?? "")) {
            parameter.fail("keyId", "is AWS's own key");
        }
    },
});
