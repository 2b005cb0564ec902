import { resourceRule } from "../../core/rule";

export const albNoClassic = resourceRule({
    name: "alb-no-classic",
    title: "Stacks use no classic load balancers",
    description: "Classic load balancers lack redirects, a firewall, rules by path and current TLS policies.",
    severity: "medium",
    catalogues: { cdkNag: ["AwsSolutions-ELB1"] },
    remediation: "Use a load balancer of aws.lb, and its targetGroupArns.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/migrate-classic-load-balancer.html",
    types: ["aws:elb/loadBalancer:LoadBalancer", "aws:autoscaling/group:Group"],
    check(resource) {
        if (resource.type === "aws:elb/loadBalancer:LoadBalancer") {
            resource.fail("listeners", "belongs to a classic load balancer");
        } else if (resource.isSet("loadBalancers"))
            resource.fail("loadBalancers", "names a classic load balancer");
    },
});
