import { stackRule } from "../../core/rule";
import { RULES_IN_JSON } from "./aclRules";

/** Rules of a web ACL that are resources of their own. */
const SEPARATE = [
    "aws:wafv2/webAclRule:WebAclRule",
    "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
];

export const wafHasRules = stackRule({
    name: "waf-has-rules",
    title: "Web ACLs and rule groups have rules",
    description: "A web ACL without rules blocks nothing.",
    severity: "medium",
    catalogues: { fsbp: ["WAF.10", "WAF.7"], checkov: ["CKV_AWS_175"] },
    remediation: "Add rules, such as AWS managed rule groups.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10",
    deferred: RULES_IN_JSON,
    check(stack) {
        for (const acl of stack.all("aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup")) {
            const path = ["rules", ...RULES_IN_JSON].find((list) => acl.isSet(list)) ?? "rules";
            const rules = path === "rules" ? acl.items(path) : acl.json(path);
            if (!Array.isArray(rules) || rules.length > 0 || acl.isUnknown(path)) continue;
            if (stack.referring(SEPARATE, "webAclArn", acl).length === 0) acl.fail(path, "is empty");
        }
    },
});
