import { resourceRule } from "../../core/rule";
import { LAUNCH_CONFIGURATION } from "../shared/instances";

export const autoscalingLaunchTemplate = resourceRule({
    name: "autoscaling-launch-template",
    title: "Auto Scaling groups use launch templates",
    description: "Launch configurations have no versions and get no new features; AWS phases them out.",
    severity: "medium",
    catalogues: { fsbp: ["AutoScaling.9"], checkov: ["CKV_AWS_315"] },
    remediation: "Replace launchConfiguration by launchTemplate.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/autoscaling-controls.html#autoscaling-9",
    types: ["aws:autoscaling/group:Group", LAUNCH_CONFIGURATION],
    check(group) {
        if (group.type === LAUNCH_CONFIGURATION) group.fail("imageId", "belongs to a launch configuration");
        else if (group.isSet("launchConfiguration")) group.fail("launchConfiguration", "is set");
    },
});
