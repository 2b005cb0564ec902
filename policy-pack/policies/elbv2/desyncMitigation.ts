import { resourceRule } from "../../core/rule";

export const albDesyncMitigation = resourceRule({
    name: "alb-desync-mitigation",
    title: "Load balancers defend against desynchronised requests",
    description:
        "Load balancer and server can parse a request differently, which lets attackers smuggle requests into other sessions.",
    severity: "medium",
    catalogues: { fsbp: ["ELB.12"], checkov: ["CKV_AWS_328"] },
    remediation: "Set desyncMitigationMode to defensive or strictest.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-12",
    types: ["aws:lb/loadBalancer:LoadBalancer"],
    check(balancer) {
        if (balancer.word("loadBalancerType", "application") !== "application") return;

        const mode = balancer.word("desyncMitigationMode", "defensive");
        if (mode !== undefined && !["defensive", "strictest", ""].includes(mode)) {
            balancer.fail("desyncMitigationMode", "is neither defensive nor strictest");
        }
    },
});
