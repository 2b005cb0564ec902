import { resourceRule } from "../../core/rule";

export const autoscalingHealthCheck = resourceRule({
    name: "autoscaling-health-check",
    title: "Auto Scaling groups use health checks of the load balancer",
    description: "Without these checks, a running instance that answers no requests stays in the group.",
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
