import type { Mutation } from "../../mutations/mutation";

const type = "aws:wafv2/webAcl:WebAcl";

/** A rule, but none against known bad inputs. */
const elsewhere = {
    name: "elsewhere",
    priority: 0,
    action: { block: {} },
    statement: { geoMatchStatement: { countryCodes: ["AQ"] } },
    visibilityConfig: {
        cloudwatchMetricsEnabled: true,
        metricName: "elsewhere",
        sampledRequestsEnabled: true,
    },
};

export const wafv2: readonly Mutation[] = [
    { rule: "waf-has-rules", name: "regional", type, set: { rules: [] } },
    {
        rule: "waf-known-bad-inputs",
        name: "cloudfront",
        type,
        set: { rules: [elsewhere] },
    },
    {
        rule: "waf-logging",
        name: "regional",
        type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
        remove: true,
    },
    {
        rule: "waf-metrics",
        name: "cloudfront",
        type,
        set: { "visibilityConfig.cloudwatchMetricsEnabled": false },
    },
];
