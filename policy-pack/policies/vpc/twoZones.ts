import { stackRule } from "../../core/rule";
import { SUBNETS, VPCS } from "../shared/networks";

export const vpcTwoZones = stackRule({
    name: "vpc-two-zones",
    title: "VPCs have subnets in at least two zones",
    description: "Resources in a single zone fail with it.",
    severity: "medium",
    profile: "shared",
    catalogues: {},
    remediation: "Add a subnet with another availabilityZone.",
    url: "https://docs.aws.amazon.com/wellarchitected/latest/reliability-pillar/use-fault-isolation-to-protect-your-workload.html",
    settings: {
        zones: { type: "integer", minimum: 1, default: 2, description: "Minimum number of zones." },
    },
    deferred: ["availabilityZone"],
    check(stack, settings) {
        for (const vpc of stack.all(...VPCS)) {
            const subnets = stack.referring(SUBNETS, "vpcId", vpc);
            const zones = subnets.map((subnet) => subnet.string("availabilityZone", ""));
            if (subnets.length === 0 || zones.includes(undefined)) continue;
            const minimum = settings.number("zones");
            if (new Set(zones).size < minimum) {
                vpc.fail("id", `is the vpcId of subnets in fewer than ${minimum} zones`);
            }
        }
    },
});
