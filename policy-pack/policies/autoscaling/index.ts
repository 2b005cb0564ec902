import type { Rule } from "../../core/rule";
import { autoscalingHealthCheck } from "./healthCheck";
import { autoscalingLaunchTemplate } from "./launchTemplate";
import { autoscalingTwoZones } from "./twoZones";

export const autoscaling: readonly Rule[] = [
    autoscalingHealthCheck,
    autoscalingLaunchTemplate,
    autoscalingTwoZones,
];
