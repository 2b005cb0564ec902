import { resourceRule } from "../../core/rule";

export const albAccessLogs = resourceRule({
    name: "alb-access-logs",
    title: "Load balancers write access logs",
    description: "Access logs record client, path and status of each request for incident analysis.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["ELB.5"], checkov: ["CKV_AWS_91"], cdkNag: ["AwsSolutions-ELB2"] },
    remediation: "Set accessLogs with a bucket, and enabled to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-5",
    types: ["aws:lb/loadBalancer:LoadBalancer"],
    check(balancer) {
        if (balancer.word("loadBalancerType", "application") === "gateway") return;
        if (balancer.boolean("accessLogs.enabled", false) === false)
            balancer.fail("accessLogs.enabled", "is not true");
    },
});
