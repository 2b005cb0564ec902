import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";

const LOGGING = "configuration.executeCommandConfiguration.logging";
const LOG = "configuration.executeCommandConfiguration.logConfiguration";

/** Where the log goes, and the property that encrypts it there. */
const DESTINATIONS = [
    ["cloudWatchLogGroupName", "cloudWatchEncryptionEnabled"],
    ["s3BucketName", "s3BucketEncryptionEnabled"],
] as const;

export const ecsExecCustomerKey = resourceRule({
    name: "ecs-exec-customer-key",
    title: "ECS Exec sessions are encrypted with a customer key",
    description: "Input and output of a shell often contain secrets.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_224"] },
    remediation:
        "Set kmsKeyId of executeCommandConfiguration to the ARN of a key, and encryption of each log in logConfiguration.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    types: ["aws:ecs/cluster:Cluster"],
    check(cluster) {
        const key = "configuration.executeCommandConfiguration.kmsKeyId";
        if (isMissing(cluster, key)) cluster.fail(key, "is not set");
        // By default, sessions go to the log of the container, which has a rule of its own.
        if (!cluster.isSet(LOG) && cluster.word(LOGGING, "default") === "override")
            cluster.fail(LOG, "is not set");
        for (const log of cluster.items(LOG)) {
            for (const [place, encrypted] of DESTINATIONS) {
                if (log.isSet(place) && log.boolean(encrypted, false) === false)
                    log.fail(encrypted, "is not true");
            }
        }
    },
});
