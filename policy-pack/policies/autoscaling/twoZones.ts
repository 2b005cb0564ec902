import { resourceRule } from "../../core/rule";
import { hasAtLeast } from "../shared/properties";

export const autoscalingTwoZones = resourceRule({
    name: "autoscaling-two-zones",
    title: "Auto Scaling groups span at least two zones",
    description: "When its only zone fails, a group cannot start instances elsewhere.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["AutoScaling.2"] },
    remediation: "Set vpcZoneIdentifiers to subnets of at least two zones.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-2",
    settings: {
        zones: { type: "integer", minimum: 1, default: 2, description: "Minimum number of zones." },
    },
    types: ["aws:autoscaling/group:Group"],
    check(group, settings) {
        const minimum = settings.number("zones");
        const list =
            group.isSet("availabilityZones") && !group.isSet("vpcZoneIdentifiers")
                ? "availabilityZones"
                : "vpcZoneIdentifiers";
        if (hasAtLeast(group, list, minimum) === false)
            group.fail(list, `has fewer than ${minimum} elements`);
    },
});
