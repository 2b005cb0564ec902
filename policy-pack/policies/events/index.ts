import type { Rule } from "../../core/rule";
import { eventsBusNotPublic } from "./busNotPublic";
import { ecsScheduledNoPublicIp } from "./scheduledNoPublicIp";

export const events: readonly Rule[] = [eventsBusNotPublic, ecsScheduledNoPublicIp];
