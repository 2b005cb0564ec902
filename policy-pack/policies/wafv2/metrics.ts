import { resourceRule } from "../../core/rule";
import { aclRules, RULES_IN_JSON } from "./aclRules";

const METRICS = "visibilityConfig.cloudwatchMetricsEnabled";

export const wafMetrics = resourceRule({
    name: "waf-metrics",
    title: "Web ACLs and their rules have metrics",
    description: "Without metrics, no alarm reports attacks or rules that block customers.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["WAF.12"] },
    remediation: "Set visibilityConfig.cloudwatchMetricsEnabled to true.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-12",
    deferred: RULES_IN_JSON,
    types: ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"],
    check(acl) {
        for (const part of [acl, ...aclRules(acl)]) {
            if (part.boolean(METRICS, false) === false) part.fail(METRICS, "is not true");
        }
    },
});
