import { resourceRule } from "../../core/rule";

export const accountVolumeEncryption = resourceRule({
    name: "account-volume-encryption",
    title: "New volumes of the account are encrypted",
    description: "A volume that somebody makes by hand or by mistake would lie on disk in plain text.",
    severity: "medium",
    catalogues: { fsbp: ["EC2.7"], checkov: ["CKV_AWS_106"] },
    mend: "Set enabled to true, or leave it out.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-7",
    types: ["aws:ebs/encryptionByDefault:EncryptionByDefault"],
    check(setting) {
        if (setting.boolean("enabled", true) === false) setting.fail("enabled", "is false");
    },
});
