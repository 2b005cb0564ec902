import { resourceRule } from "../../core/rule";

export const snsEncryption = resourceRule({
    name: "sns-encryption",
    title: "Topics are encrypted",
    description: "Messages that wait to be delivered would lie on disk in plain text.",
    severity: "medium",
    catalogues: { fsbp: ["SNS.1"], checkov: ["CKV_AWS_26"], cdkNag: ["AwsSolutions-SNS2"] },
    mend: "Set kmsMasterKeyId to a key of your own, whose policy lets the publishers use it.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
    types: ["aws:sns/topic:Topic"],
    check(topic) {
        if (!topic.isSet("kmsMasterKeyId")) topic.fail("kmsMasterKeyId", "is not set");
    },
});
