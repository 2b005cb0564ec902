import type { Mutation } from "./mutation";

const type = "aws:wafv2/webAcl:WebAcl";

export const waf: readonly Mutation[] = [
    { rule: "waf-has-rules", type, set: { rules: [] } },
    {
        rule: "waf-known-bad-inputs",
        type,
        set: { rules: [{ visibilityConfig: { cloudwatchMetricsEnabled: true }, statement: {} }] },
    },
    {
        rule: "waf-logging",
        type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        remove: true,
    },
    { rule: "waf-metrics", type, set: { "visibilityConfig.cloudwatchMetricsEnabled": false } },
];
