import { resourceRule } from "../../core/rule";

export const albDropInvalidHeaders = resourceRule({
    name: "alb-drop-invalid-headers",
    title: "Load balancers drop invalid header fields",
    description:
        "Servers parse invalid header fields differently, which lets attackers smuggle requests past checks.",
    severity: "medium",
    catalogues: { fsbp: ["ELB.4"], checkov: ["CKV_AWS_131"] },
    remediation: "Set dropInvalidHeaderFields to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-4",
    types: ["aws:lb/loadBalancer:LoadBalancer"],
    check(balancer) {
        if (balancer.word("loadBalancerType", "application") !== "application") return;

        if (balancer.boolean("dropInvalidHeaderFields", false) === false)
            balancer.fail("dropInvalidHeaderFields", "is not true");
    },
});
