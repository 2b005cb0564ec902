import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const snsEncryption = resourceRule({
    name: "sns-encryption",
    title: "Topics are encrypted with a customer key",
    description:
        "Without a key, waiting messages are on disk in plain text; with the AWS managed key, alarms and events cannot publish.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["SNS.1"], checkov: ["CKV_AWS_26"] },
    remediation: "Set kmsMasterKeyId to a customer key whose policy allows the publishers.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sns-controls.html#sns-1",
    types: ["aws:sns/topic:Topic"],
    check(topic) {
        assertOwnKey(topic, "kmsMasterKeyId");
    },
});
