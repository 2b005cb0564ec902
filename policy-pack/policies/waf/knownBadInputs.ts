import { resourceRule } from "../../core/rule";
import type { View } from "../../core/view";

const GROUP = "AWSManagedRulesKnownBadInputsRuleSet";

export const wafKnownBadInputs = resourceRule({
    name: "waf-known-bad-inputs",
    title: "Web ACLs stop known bad inputs, Log4Shell among them",
    description: "A request with a JNDI reference makes an unpatched Log4j run foreign code.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_192"] },
    mend: `Add a rule with managedRuleGroupStatement ${GROUP} that is not only counted.`,
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
    types: ["aws:wafv2/webAcl:WebAcl"],
    check(acl) {
        // Rules in JSON are judged on what AWS makes of them.
        if (acl.isSet("ruleJson")) return;
        const rules = acl.items("rules").filter(isOfGroup);
        if (acl.isSet("rules") && rules.length === 0) acl.fail("rules", `has no group ${GROUP}`);
        for (const rule of rules) {
            if (rule.isSet("overrideAction.count")) rule.fail("overrideAction.count", "only counts");
            for (const exception of rule.items("statement.managedRuleGroupStatement.ruleActionOverrides")) {
                const isLog4j = exception.string("name", "")?.startsWith("Log4JRCE") === true;
                if (isLog4j && exception.isSet("actionToUse.count"))
                    exception.fail("actionToUse", "only counts");
            }
        }
    },
});

function isOfGroup(rule: View): boolean {
    return rule.string("statement.managedRuleGroupStatement.name", "") === GROUP;
}
