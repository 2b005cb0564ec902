import type { Rule } from "../../core/rule";
import { guardDutyEnabled } from "./enabled";

export const guardduty: readonly Rule[] = [guardDutyEnabled];
