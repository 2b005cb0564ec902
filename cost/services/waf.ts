import { exactly, times } from "../ranges";
import type { Reader } from "../properties";
import { read } from "../stack";
import type { Estimators } from "../estimator";

/** Managed groups with a price of their own, besides that of a rule; https://aws.amazon.com/waf/pricing/ */
const SUBSCRIBED = /^AWSManagedRules(BotControl|ATP|ACFP)RuleSet$/;

export const waf: Estimators = {
    "aws:wafv2/webAcl:WebAcl": (resource, { assumptions }) => {
        const rules = read(resource).readers("rules");
        const subscribed = rules.filter((rule) => SUBSCRIBED.test(managedGroup(rule))).length;
        return [
            { what: "web ACL", price: "waf/acl", quantity: exactly(1) },
            { what: "rules", price: "waf/rule", quantity: exactly(rules.length) },
            ...(subscribed > 0
                ? [
                      {
                          what: "groups with a price of their own",
                          price: "waf/rule.subscribed",
                          quantity: exactly(subscribed),
                      },
                  ]
                : []),
            {
                what: "requests",
                price: "waf/request",
                quantity: times(assumptions.webAclRequests, 1e-6),
                assumptions: ["webAclRequests"],
            },
        ];
    },
    "aws:wafv2/ruleGroup:RuleGroup": (resource) => [
        { what: "rules of group", price: "waf/rule", quantity: exactly(read(resource).list("rules").length) },
    ],
};

function managedGroup(rule: Reader): string {
    return rule.text("statement.managedRuleGroupStatement.name") ?? "";
}
