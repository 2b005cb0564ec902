import { resourceRule } from "../../core/rule";

export const albNoClassic = resourceRule({
    name: "alb-no-classic",
    title: "No classic load balancers",
    description: "Classic load balancers lack redirects, a firewall, rules by path and current TLS policies.",
    severity: "medium",
    catalogues: { cdkNag: ["AwsSolutions-ELB1"] },
    mend: "Replace loadBalancer by one of aws.lb.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/migrate-classic-load-balancer.html",
    types: ["aws:elb/loadBalancer:LoadBalancer"],
    check(balancer) {
        balancer.fail("listeners", "belongs to a classic load balancer");
    },
});
