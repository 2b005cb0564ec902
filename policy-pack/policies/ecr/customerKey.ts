import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const ecrCustomerKey = resourceRule({
    name: "ecr-customer-key",
    title: "Images are encrypted with a customer key",
    description: "A customer key makes access to images visible, limitable and revocable.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["ECR.5"], checkov: ["CKV_AWS_136"] },
    remediation: "Set encryptionConfigurations to encryptionType KMS with a kmsKey.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecr-controls.html#ecr-5",
    types: ["aws:ecr/repository:Repository"],
    check(repository) {
        if (!repository.isSet("encryptionConfigurations")) {
            repository.fail("encryptionConfigurations", "is not set");
        }
        for (const encryption of repository.items("encryptionConfigurations")) {
            if (!/^KMS/.test(encryption.string("encryptionType", "AES256") ?? "KMS")) {
                encryption.fail("encryptionType", "is not KMS");
            } else assertOwnKey(encryption, "kmsKey");
        }
    },
});
