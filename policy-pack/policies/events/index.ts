import type { Rule } from "../../core/rule";
import { ecsScheduledNoPublicIp } from "./scheduledNoPublicIp";

export const events: readonly Rule[] = [ecsScheduledNoPublicIp];
