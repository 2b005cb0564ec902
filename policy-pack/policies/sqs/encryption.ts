import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const sqsEncryption = resourceRule({
    name: "sqs-encryption",
    title: "Queues are encrypted with a customer key",
    description: "A customer key adds a second access check for messages, with an entry in the trail.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["SQS.1"], checkov: ["CKV2_AWS_73", "CKV_AWS_27"], cdkNag: ["AwsSolutions-SQS2"] },
    remediation: "Set kmsMasterKeyId to a customer key (or set customerKey of this rule to false).",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
    settings: {
        customerKey: {
            type: "boolean",
            default: true,
            description:
                "Whether a customer key is required; if false, the key of SQS (sqsManagedSseEnabled) is enough.",
        },
    },
    types: ["aws:sqs/queue:Queue"],
    check(queue, settings) {
        if (settings.boolean("customerKey")) assertOwnKey(queue, "kmsMasterKeyId");
        // By default, SQS encrypts new queues with its own key.
        else if (!queue.isSet("kmsMasterKeyId") && queue.boolean("sqsManagedSseEnabled", true) === false) {
            queue.fail("sqsManagedSseEnabled", "is false");
        }
    },
});
