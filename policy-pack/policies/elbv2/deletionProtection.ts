import { resourceRule } from "../../core/rule";

export const albDeletionProtection = resourceRule({
    name: "alb-deletion-protection",
    title: "Load balancers refuse deletion",
    description: "Deleting a load balancer makes its applications unreachable, and its address is lost.",
    severity: "medium",
    profile: "live",
    catalogues: { fsbp: ["ELB.6"], checkov: ["CKV_AWS_150"] },
    remediation: "Set enableDeletionProtection to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-6",
    types: ["aws:lb/loadBalancer:LoadBalancer"],
    check(balancer) {
        if (balancer.boolean("enableDeletionProtection", false) === false)
            balancer.fail("enableDeletionProtection", "is not true");
    },
});
