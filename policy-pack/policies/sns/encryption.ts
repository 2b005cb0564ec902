import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const snsEncryption = resourceRule({
    name: "sns-encryption",
    title: "Topics are encrypted with a key of one's own",
    description:
        "Messages that wait would lie on disk in plain text; with AWS's key, alarms and events can't be published.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["SNS.1"], checkov: ["CKV_AWS_26"], cdkNag: ["AwsSolutions-SNS2"] },
    remediation: "Set kmsMasterKeyId to a key of your own, whose policy lets the publishers use it.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
    types: ["aws:sns/topic:Topic"],
    check(topic) {
        assertOwnKey(topic, "kmsMasterKeyId");
    },
});
