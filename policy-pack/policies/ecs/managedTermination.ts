import { resourceRule } from "../../core/rule";

export const ecsManagedTermination = resourceRule({
    name: "ecs-managed-termination",
    title: "Capacity providers protect instances with running tasks",
    description: "Without protection, scaling in stops running tasks.",
    severity: "medium",
    catalogues: { fsbp: ["ECS.19"] },
    remediation: "Set managedTerminationProtection of autoScalingGroupProvider to ENABLED.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/ecs-controls.html#ecs-19",
    types: ["aws:ecs/capacityProvider:CapacityProvider"],
    check(provider) {
        if (!provider.isSet("autoScalingGroupProvider")) return;
        const path = "autoScalingGroupProvider.managedTerminationProtection";
        if (provider.word(path, "disabled") === "disabled") provider.fail(path, "is not ENABLED");
    },
});
