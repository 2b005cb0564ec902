import { resourceRule } from "../../core/rule";

export const ec2DefaultEncryption = resourceRule({
    name: "ec2-default-encryption",
    title: "New volumes of an account are encrypted by default",
    description: "The default also covers volumes created by hand or by other programs.",
    severity: "medium",
    catalogues: { fsbp: ["EC2.7"], checkov: ["CKV_AWS_106"] },
    remediation: "Set enabled to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7",
    types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
    check(account) {
        if (account.boolean("enabled", true) === false) account.fail("enabled", "is false");
    },
});
