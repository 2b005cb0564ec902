import { resourceRule } from "../../core/rule";
import { hasAtLeast } from "../shared/properties";

export const albTwoZones = resourceRule({
    name: "alb-two-zones",
    title: "Load balancers span at least two zones",
    description: "A load balancer in one zone fails with the zone.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["ELB.13"] },
    remediation: "Set subnets (or subnetMappings) to subnets of at least two zones.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/elb-controls.html#elb-13",
    settings: {
        zones: { type: "integer", minimum: 1, default: 2, description: "Minimum number of zones." },
    },
    types: ["aws:lb/loadBalancer:LoadBalancer"],
    check(balancer, settings) {
        const minimum = settings.number("zones");
        const list =
            balancer.isSet("subnetMappings") && !balancer.isSet("subnets") ? "subnetMappings" : "subnets";
        if (hasAtLeast(balancer, list, minimum) === false)
            balancer.fail(list, `has fewer than ${minimum} elements`);
    },
});
