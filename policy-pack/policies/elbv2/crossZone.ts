import { resourceRule } from "../../core/rule";

export const albCrossZone = resourceRule({
    name: "alb-cross-zone",
    title: "Network load balancers balance across zones",
    description:
        "Without cross-zone balancing, a zone with fewer targets gets the same load and fails first.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_152"] },
    remediation: "Set enableCrossZoneLoadBalancing to true.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/network-load-balancers.html#cross-zone-load-balancing",
    types: ["aws:lb/loadBalancer:LoadBalancer"],
    check(balancer) {
        const type = balancer.word("loadBalancerType", "application");
        if (type !== "network" && type !== "gateway") return;
        if (balancer.boolean("enableCrossZoneLoadBalancing", false) === false)
            balancer.fail("enableCrossZoneLoadBalancing", "is not true");
    },
});
