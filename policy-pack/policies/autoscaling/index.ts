import type { Rule } from "../../core/rule";
import { autoscalingAlwaysOn } from "./alwaysOn";
import { autoscalingHealthCheck } from "./healthCheck";
import { autoscalingLaunchTemplate } from "./launchTemplate";
import { autoscalingTwoZones } from "./twoZones";

export const autoscaling: readonly Rule[] = [
    autoscalingAlwaysOn,
    autoscalingHealthCheck,
    autoscalingLaunchTemplate,
    autoscalingTwoZones,
];
