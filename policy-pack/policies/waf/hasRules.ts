import { resourceRule } from "../../core/rule";

export const wafHasRules = resourceRule({
    name: "waf-has-rules",
    title: "Web ACLs and rule groups have rules",
    description: "A web ACL without rules stops nothing, and looks as if it did.",
    severity: "medium",
    catalogues: { fsbp: ["WAF.10", "WAF.7"], checkov: ["CKV_AWS_175", "CKV_AWS_342"] },
    mend: "Add rules, such as the groups that AWS manages.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-10",
    types: ["aws:wafv2/webAcl:WebAcl", "aws:wafv2/ruleGroup:RuleGroup"],
    check(acl) {
        if (acl.isSet("ruleJson") || acl.isSet("rulesJson")) return;
        if (!acl.isSet("rules")) acl.fail("rules", "is empty");
    },
});
