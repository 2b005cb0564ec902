import { wafHasRules } from "../../../../policy-pack/policies/wafv2/hasRules";
import { wafKnownBadInputs } from "../../../../policy-pack/policies/wafv2/knownBadInputs";
import { wafLogging } from "../../../../policy-pack/policies/wafv2/logging";
import { wafMetrics } from "../../../../policy-pack/policies/wafv2/metrics";
import { wafRulesAct } from "../../../../policy-pack/policies/wafv2/rulesAct";
import { type Sent, UNKNOWN, urnOf } from "../../support/engine";
import { testRule } from "../../support/fixtures";
import { testStackRule } from "../../support/stackFixtures";

const metrics = () => ({ visibilityConfig: { cloudwatchMetricsEnabled: true } });
const group = "AWSManagedRulesKnownBadInputsRuleSet";
const rule = {
    ...metrics(),
    statement: { managedRuleGroupStatement: { name: group } },
    overrideAction: { none: {} },
};
/** The same as AWS's API has it. */
const IN_JSON = JSON.stringify([
    {
        Name: "known-bad-inputs",
        VisibilityConfig: { CloudWatchMetricsEnabled: true },
        Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: group } },
        OverrideAction: { None: {} },
    },
]);
const EXCEPTIONS = "rules.0.statement.managedRuleGroupStatement.ruleActionOverrides";

const guard = (props: object): Sent => ({
    type: "aws:wafv2/webAcl:WebAcl",
    name: "guard",
    props: { arn: "arn:acl", ...props },
});
const separate = (kind: "Rule" | "RuleGroupAssociation", webAclArn: string, dependencies = {}): Sent => ({
    type: `aws:wafv2/webAcl${kind}:WebAcl${kind}`,
    name: "separate",
    props: { webAclArn },
    dependencies,
});

testStackRule(wafHasRules, {
    satisfied: {
        "a web ACL with a rule": [guard({ rules: [rule] })],
        "one with rules in JSON": [guard({ ruleJson: IN_JSON })],
        "one whose rule is a resource of its own": [guard({}), separate("Rule", "arn:acl")],
        "one with a rule group": [guard({ rules: [] }), separate("RuleGroupAssociation", "arn:acl")],
        "a rule group with a rule": [{ type: "aws:wafv2/ruleGroup:RuleGroup", props: { rules: [rule] } }],
    },
    broken: {
        "a web ACL with an empty list": [[guard({ rules: [] })], /^rules is empty/, "guard"],
        "one without a list": [[guard({})], /^rules is empty/, "guard"],
        "one with empty JSON": [[guard({ ruleJson: "[]" })], /^ruleJson is empty/, "guard"],
        "rules of another one": [[guard({}), separate("Rule", "arn:other")], /^rules is empty/, "guard"],
        "an empty rule group": [
            [{ type: "aws:wafv2/ruleGroup:RuleGroup", props: { rules: [] } }],
            /^rules is empty/,
        ],
    },
    unknown: {
        "the list is": [[guard({ rules: UNKNOWN })], "fails"],
        "rules in JSON are": [[guard({ ruleJson: UNKNOWN })], "deferred"],
        "the ARN is, but not whose it is": [
            [guard({ arn: UNKNOWN }), separate("Rule", UNKNOWN, { webAclArn: [urnOf(guard({}))] })],
            "passes",
        ],
        "the rule's web ACL is unknown": [[guard({ arn: UNKNOWN }), separate("Rule", UNKNOWN)], "fails"],
    },
});

testRule(wafMetrics, {
    compliant: { ...metrics(), rules: [rule] },
    violating: [
        [{ "visibilityConfig.cloudwatchMetricsEnabled": false }, /^visibilityConfig.* is not true/],
        [{ "rules.0.visibilityConfig.cloudwatchMetricsEnabled": false }, /^rules\[0\]\.visibilityConfig/],
        [{ ruleJson: IN_JSON.replace("true", "false") }, /^ruleJson\[0\]\.visibilityConfig/],
    ],
    unknown: { "visibilityConfig.cloudwatchMetricsEnabled": "fails", rules: "fails" },
    absent: { visibilityConfig: "fails", "rules.0.visibilityConfig": "fails", rules: "passes" },
    wrongType: { "visibilityConfig.cloudwatchMetricsEnabled": "yes" },
});

const exceptionFor = (actionToUse: object) => ({
    [EXCEPTIONS.replace("rules.0", "rules.1")]: [{ name: "Log4JRCE_HEADER", actionToUse }],
});

testRule(wafKnownBadInputs, {
    compliant: { rules: [{ statement: { rateBasedStatement: {} } }, rule] },
    also: [
        {
            "rules.1.statement.managedRuleGroupStatement.ruleActionOverrides": [
                { name: "Host_Localhost_HEADER", actionToUse: { count: {} } },
            ],
        },
        exceptionFor({ block: {} }),
        { rules: undefined, ruleJson: IN_JSON },
    ],
    violating: [
        [{ rules: undefined, ruleJson: IN_JSON.replace(group, "Other") }, /^rules has no group/],
        [
            { rules: undefined, ruleJson: IN_JSON.replace("None", "Count") },
            /^ruleJson\[0\]\.overrideAction\.count only counts/,
        ],
        [{ rules: undefined, ruleJson: '{"Name":"one"}' }, /^ruleJson is not a list/],
        [{ rules: [{ statement: { rateBasedStatement: {} } }] }, /^rules has no group/],
        [{ "rules.1.overrideAction": { count: {} } }, /^rules\[1\]\.overrideAction\.count only counts/],
        [
            {
                "rules.1.statement.managedRuleGroupStatement.scopeDownStatement": {
                    byteMatchStatement: { searchString: "/admin", fieldToMatch: { uriPath: {} } },
                },
            },
            /^rules\[1\]\.statement\.managedRuleGroupStatement\.scopeDownStatement limits the group/,
        ],
        [
            {
                rules: undefined,
                ruleJson: IN_JSON.replace(
                    '"VendorName"',
                    '"ScopeDownStatement":{"NotStatement":{}},"VendorName"',
                ),
            },
            /scopeDownStatement limits the group to a part of the requests/,
        ],
        [
            { "rules.1.statement.managedRuleGroupStatement.excludedRules": [{ name: "Log4JRCE" }] },
            /excludedRules\[0\]\.name is left out/,
        ],
        [exceptionFor({ count: {} }), /actionToUse only counts/],
        [exceptionFor({ allow: {} }), /actionToUse allows known bad inputs/],
    ],
    unknown: {
        ruleJson: "deferred",
        "rules.1.statement.managedRuleGroupStatement.name": "fails",
        "rules.1.statement.managedRuleGroupStatement.scopeDownStatement": "fails",
    },
    absent: { "rules.1.statement.managedRuleGroupStatement": "fails" },
    wrongType: { [EXCEPTIONS.replace("rules.0", "rules.1")]: 7 },
});

const rate = { statement: { rateBasedStatement: { limit: 1000 } }, action: { block: {} } };

const presumed = (rule: string) =>
    Object.fromEntries(
        [
            ...["allow", "block", "captcha", "challenge", "count"].map((name) => `action.${name}`),
            "overrideAction.none",
        ].map((path) => [`${rule}${path}`, "passes"] as const),
    );

testRule(wafRulesAct, {
    compliant: { rules: [rate, rule] },
    also: [
        ...["allow", "captcha", "challenge", "count"].map((name) => ({ "rules.0.action": { [name]: {} } })),
        { rules: undefined, ruleJson: IN_JSON },
        {
            "rules.1": {
                statement: { ruleGroupReferenceStatement: { arn: "arn:1" } },
                overrideAction: { none: {} },
            },
        },
    ],
    violating: [
        [{ "rules.0.action": undefined }, /^rules\[0\]\.action is not set/],
        [{ "rules.0.action": {} }, /^rules\[0\]\.action is not set/],
        [{ "rules.0.overrideAction": { none: {} }, "rules.0.action": undefined }, /action is not set/],
        [
            { "rules.1": { statement: { ruleGroupReferenceStatement: { arn: "arn:1" } } } },
            /^rules\[1\]\.overrideAction is not set/,
        ],
        [
            {
                rules: undefined,
                ruleJson: '[{"Name":"rate","Statement":{"RateBasedStatement":{"Limit":1000}}}]',
            },
            /^ruleJson\[0\]\.action is not set/,
        ],
    ],
    // Only the presence of an action matters.
    unknown: {
        ruleJson: "deferred",
        rules: "fails",
        ...presumed("rules.0."),
        ...presumed("rules.1."),
    },
    absent: { rules: "passes", "rules.0.action": "fails" },
    wrongType: { rules: 7 },
});

testRule(wafRulesAct, {
    type: "aws:wafv2/webAclRule:WebAclRule",
    compliant: rate,
    violating: [[{ action: undefined }, /^action is not set/]],
    unknown: presumed(""),
    absent: { action: "fails" },
    wrongType: { action: 7 },
});

const acl = guard({});
const logging = (resourceArn: string, dependencies = {}): Sent => ({
    type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
    name: "logs",
    props: { resourceArn },
    dependencies,
});

testStackRule(wafLogging, {
    satisfied: { "a web ACL with logs": [acl, logging("arn:acl")] },
    broken: {
        "one without": [[acl], /no logging configuration/, "guard"],
        "logs of another one": [[acl, logging("arn:other")], /no logging configuration/, "guard"],
    },
    unknown: {
        "the ARN is, but not whose it is": [[acl, logging(UNKNOWN, { resourceArn: [urnOf(acl)] })], "passes"],
    },
});
