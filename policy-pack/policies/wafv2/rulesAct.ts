import { resourceRule } from "../../core/rule";
import { aclRules, RULES_IN_JSON } from "./aclRules";

const RULE = "aws:wafv2/webAclRule:WebAclRule";
const ACTIONS = ["allow", "block", "captcha", "challenge", "count"].map((name) => `action.${name}`);
const MANAGED = "statement.managedRuleGroupStatement";
const GROUP = "statement.ruleGroupReferenceStatement";

export const wafRulesAct = resourceRule({
    name: "waf-rules-act",
    title: "Rules of web ACLs have an action",
    description:
        "A rule without an action, such as a rate limit, finds requests and does nothing about them.",
    severity: "high",
    catalogues: { checkov: ["CKV_AWS_342"] },
    remediation:
        "Set action of the rule to block, captcha, challenge, count or allow (overrideAction of a group).",
    url: "https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-action.html",
    deferred: RULES_IN_JSON,
    types: ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup", RULE],
    check(acl) {
        for (const rule of acl.type === RULE ? [acl] : aclRules(acl)) {
            // The rules of a managed group have actions of their own.
            if (rule.child(MANAGED)) continue;
            if (rule.child(GROUP)) {
                if (!["none", "count"].some((name) => rule.isSet(`overrideAction.${name}`)))
                    rule.fail("overrideAction", "is not set");
            } else if (!ACTIONS.some((path) => rule.isSet(path))) rule.fail("action", "is not set");
        }
    },
});
