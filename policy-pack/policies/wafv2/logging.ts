import { stackRule } from "../../core/rule";

const LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration";

export const wafLogging = stackRule({
    name: "waf-logging",
    title: "Web ACLs log requests",
    description: "Logs show blocked requests, wrongly blocked customers included.",
    severity: "medium",
    profile: "shared",
    catalogues: { fsbp: ["WAF.11"], checkov: ["CKV2_AWS_31"] },
    remediation: "Add a WebAclLoggingConfiguration whose resourceArn is the web ACL's.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/waf-controls.html#waf-11",
    check(stack) {
        for (const acl of stack.all("aws:wafv2/webAcl:WebAcl")) {
            if (stack.referring(LOGGING, "resourceArn", acl).length === 0) {
                acl.fail("arn", "has no logging configuration");
            }
        }
    },
});
