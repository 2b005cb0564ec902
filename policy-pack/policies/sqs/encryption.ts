import { resourceRule } from "../../core/rule";
import { assertOwnKey } from "../shared/properties";

export const sqsEncryption = resourceRule({
    name: "sqs-encryption",
    title: "Queues are encrypted with a key of one's own",
    description:
        "With a key of one's own, who may read messages is decided, and seen in the trail, in one more place.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["SQS.1"], checkov: ["CKV_AWS_27"], cdkNag: ["AwsSolutions-SQS2"] },
    remediation: "Set kmsMasterKeyId to a key of your own (or set customerKey of this rule to false).",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/sqs-controls.html#sqs-1",
    settings: {
        customerKey: {
            type: "boolean",
            default: true,
            description:
                "Whether the key has to be one's own; if not, SQS's own (sqsManagedSseEnabled) will do.",
        },
    },
    types: ["aws:sqs/queue:Queue"],
    check(queue, settings) {
        if (settings.boolean("customerKey")) assertOwnKey(queue, "kmsMasterKeyId");
        // SQS encrypts new queues with its own key unless it is told not to.
        else if (!queue.isSet("kmsMasterKeyId") && queue.boolean("sqsManagedSseEnabled", true) === false) {
            queue.fail("sqsManagedSseEnabled", "is false");
        }
    },
});
