import type { Rule } from "../../core/rule";
import { trailCustomerKey } from "./customerKey";
import { trailMultiRegion } from "./multiRegion";
import { trailToLogs } from "./toLogs";
import { trailValidation } from "./validation";

export const cloudtrail: readonly Rule[] = [trailCustomerKey, trailMultiRegion, trailToLogs, trailValidation];
