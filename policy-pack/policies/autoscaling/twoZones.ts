import { resourceRule } from "../../core/rule";
import { hasAtLeast } from "../shared/properties";

export const autoscalingTwoZones = resourceRule({
    name: "autoscaling-two-zones",
    title: "Groups span at least two zones",
    description: "Zones fail; a group in one of them can not start instances elsewhere.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["AutoScaling.2"] },
    remediation: "Set vpcZoneIdentifiers to subnets of two zones at least.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-2",
    settings: {
        zones: { type: "integer", minimum: 1, default: 2, description: "Number of zones at least." },
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
