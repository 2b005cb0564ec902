import { stackRule } from "../../core/rule";

const GROUP = "aws:autoscaling/group:Group";

/** Lists of a group with what sends requests to it. */
const LISTS = ["targetGroupArns", "loadBalancers", "trafficSources"];

/** The same as resources of their own. */
const ATTACHMENTS = [
    "aws:autoscaling/attachment:Attachment",
    "aws:autoscaling/trafficSourceAttachment:TrafficSourceAttachment",
];

export const autoscalingHealthCheck = stackRule({
    name: "autoscaling-health-check",
    title: "Auto Scaling groups use health checks of the load balancer",
    description: "Without these checks, a running instance that answers no requests stays in the group.",
    severity: "low",
    profile: "shared",
    catalogues: { fsbp: ["AutoScaling.1"], checkov: ["CKV2_AWS_15"], cdkNag: ["AwsSolutions-AS2"] },
    remediation: "Set healthCheckType to ELB.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-1",
    // Unset properties are unknown in a preview.
    inputsOf: [GROUP],
    check(stack) {
        for (const group of stack.all(GROUP)) {
            const isAttached =
                LISTS.some((list) => group.isInput(list)) ||
                stack.referring(ATTACHMENTS, "autoscalingGroupName", group).length > 0;
            if (!isAttached) continue;
            // Several are separated by commas; AWS's own check of the instance is always among them.
            const kinds = group.isInput("healthCheckType") ? group.word("healthCheckType", "ec2") : "ec2";
            if (kinds !== undefined && !/\b(elb|vpc_lattice)\b/.test(kinds))
                group.fail("healthCheckType", "is not ELB");
        }
    },
});
