import type { Rule } from "../../core/rule";
import { eventsBusEncryption } from "./busEncryption";
import { eventsBusNotPublic } from "./busNotPublic";
import { eventsDeadLetters } from "./deadLetters";
import { ecsScheduledNoPublicIp } from "./scheduledNoPublicIp";

export const events: readonly Rule[] = [
    eventsBusEncryption,
    eventsBusNotPublic,
    eventsDeadLetters,
    ecsScheduledNoPublicIp,
];
