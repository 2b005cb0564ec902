import type { View } from "../../core/reading/view";
import { resourceRule } from "../../core/rule";
import { aclRules, RULES_IN_JSON } from "./aclRules";

const GROUP = "AWSManagedRulesKnownBadInputsRuleSet";

const STATEMENT = "statement.managedRuleGroupStatement";

export const wafKnownBadInputs = resourceRule({
    name: "waf-known-bad-inputs",
    title: "Web ACLs block known bad inputs, such as Log4Shell",
    description: "A request with a JNDI reference makes an unpatched Log4j run code of the attacker.",
    severity: "high",
    catalogues: { checkov: ["CKV2_AWS_47", "CKV2_AWS_76", "CKV_AWS_192"] },
    remediation: `Add a rule with managedRuleGroupStatement ${GROUP} that blocks, not only counts, and has no scopeDownStatement.`,
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
    deferred: RULES_IN_JSON,
    types: ["aws:wafv2/webAcl:WebAcl"],
    check(acl) {
        const all = aclRules(acl);
        const rules = all.filter(isOfGroup);
        if (all.length > 0 && rules.length === 0) acl.fail("rules", `has no group ${GROUP}`);
        for (const rule of rules) {
            if (rule.isSet("overrideAction.count")) rule.fail("overrideAction.count", "only counts");
            // What is outside of it, or an exception, is as open to these requests as without the group.
            if (rule.isSet(`${STATEMENT}.scopeDownStatement`))
                rule.fail(`${STATEMENT}.scopeDownStatement`, "limits the group to a part of the requests");
            for (const excluded of rule.items(`${STATEMENT}.excludedRules`)) {
                if (excluded.string("name", "")?.startsWith("Log4JRCE")) excluded.fail("name", "is left out");
            }
            for (const exception of rule.items(`${STATEMENT}.ruleActionOverrides`)) {
                const isLog4j = exception.string("name", "")?.startsWith("Log4JRCE") === true;
                if (isLog4j && exception.isSet("actionToUse.count"))
                    exception.fail("actionToUse", "only counts");
                if (isLog4j && exception.isSet("actionToUse.allow"))
                    exception.fail("actionToUse", "allows known bad inputs");
            }
        }
    },
});

function isOfGroup(rule: View): boolean {
    return rule.string(`${STATEMENT}.name`, "") === GROUP;
}
