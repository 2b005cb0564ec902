import { resourceRule } from "../../core/rule";

export const autoscalingHealthCheck = resourceRule({
    name: "autoscaling-health-check",
    title: "Groups ask the load balancer whether instances are well",
    description: "An instance that runs and does not answer stays, unless the load balancer is asked.",
    severity: "low",
    profile: "shared",
    catalogues: { fsbp: ["AutoScaling.1"], checkov: ["CKV2_AWS_15"], cdkNag: ["AwsSolutions-AS2"] },
    remediation: "Set healthCheckType to ELB.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1",
    types: ["aws:autoscaling/group:Group"],
    check(group) {
        if (!group.isSet("targetGroupArns") && !group.isSet("loadBalancers")) return;
        if (group.word("healthCheckType", "ec2") === "ec2") group.fail("healthCheckType", "is not ELB");
    },
});
