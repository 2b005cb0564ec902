import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";

export const ecsExecCustomerKey = resourceRule({
    name: "ecs-exec-customer-key",
    title: "ECS Exec sessions are encrypted with a customer key",
    description: "Input and output of a shell often contain secrets.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_224"] },
    remediation: "Set kmsKeyId of executeCommandConfiguration to the ARN of a key.",
    url: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html",
    types: ["aws:ecs/cluster:Cluster"],
    check(cluster) {
        const key = "configuration.executeCommandConfiguration.kmsKeyId";
        if (isMissing(cluster, key)) cluster.fail(key, "is not set");
    },
});
