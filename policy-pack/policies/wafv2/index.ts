import type { Rule } from "../../core/rule";
import { wafHasRules } from "./hasRules";
import { wafKnownBadInputs } from "./knownBadInputs";
import { wafLogging } from "./logging";
import { wafMetrics } from "./metrics";
import { wafRulesAct } from "./rulesAct";

export const wafv2: readonly Rule[] = [wafHasRules, wafKnownBadInputs, wafLogging, wafMetrics, wafRulesAct];
