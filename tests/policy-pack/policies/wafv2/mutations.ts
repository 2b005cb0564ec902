import { idOf, type Mutation } from "../../mutations/mutation";

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

/** A web ACL of its own: one change of a web ACL is enough in a preview. */
const second = {
    scope: "REGIONAL",
    defaultAction: { allow: {} },
    visibilityConfig: elsewhere.visibilityConfig,
    rules: [
        {
            name: "known-bad-inputs",
            priority: 0,
            visibilityConfig: elsewhere.visibilityConfig,
            overrideAction: { none: {} },
            statement: {
                managedRuleGroupStatement: {
                    vendorName: "AWS",
                    name: "AWSManagedRulesKnownBadInputsRuleSet",
                },
            },
        },
        { ...elsewhere, priority: 1 },
    ],
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
        rule: "waf-rules-act",
        name: "second",
        type,
        own: [
            { type, name: "second", props: second, outputs: { id: "second-1" } },
            {
                type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
                name: "second",
                props: {
                    resourceArn: idOf(type, "second"),
                    logDestinationConfigs: [
                        "arn:aws:logs:eu-west-1:111122223333:log-group:aws-waf-logs-second",
                    ],
                },
            },
        ],
        set: { "rules.1.action": {} },
    },
    {
        rule: "waf-metrics",
        name: "cloudfront",
        type,
        set: { "visibilityConfig.cloudwatchMetricsEnabled": false },
    },
];
