import { resourceRule } from "../../core/rule";

export const kmsRotation = resourceRule({
    name: "kms-rotation",
    title: "Customer keys are rotated",
    description: "Rotation limits the data that one key version encrypts.",
    severity: "medium",
    catalogues: { fsbp: ["KMS.4"], checkov: ["CKV_AWS_7"], cdkNag: ["AwsSolutions-KMS5"] },
    remediation: "Set enableKeyRotation to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/kms-controls.html#kms-4",
    types: ["aws:kms/key:Key"],
    check(key) {
        const spec = key.string("customerMasterKeySpec", "SYMMETRIC_DEFAULT");
        const usage = key.string("keyUsage", "ENCRYPT_DECRYPT");
        // AWS rotates no other keys.
        if (spec !== "SYMMETRIC_DEFAULT" || usage !== "ENCRYPT_DECRYPT") return;
        if (key.boolean("enableKeyRotation", false) === false) key.fail("enableKeyRotation", "is not true");
    },
});
