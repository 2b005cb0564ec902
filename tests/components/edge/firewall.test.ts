import assert from "node:assert/strict";

import * as pulumi from "@pulumi/pulumi";

import { Edge } from "../../../components/edge/edge";
import { Firewall, type FirewallArgs } from "../../../components/edge/firewall";
import { createFirewalls } from "../../../platform/firewalls";
import { ALERTS, base, KEY, logs } from "../../support/fixtures";
import { record, recordOnce } from "../../support/recorder";
import { assertRegistered } from "../../support/registered";

interface Rule {
    readonly name: string;
    readonly priority: number;
    readonly statement: Record<string, unknown>;
    readonly action?: unknown;
    readonly overrideAction?: unknown;
}

const args: FirewallArgs = { ...base, scope: "REGIONAL", logs, alarmTopicArn: ALERTS };
const firewall = async (more: Partial<FirewallArgs>) =>
    (await record(() => new Firewall("front", { ...args, ...more }))).graph;
const rulesOf = (inputs: Readonly<Record<string, unknown>>): Rule[] => inputs["rules"] as Rule[];
const rulesWith = async (more: Partial<FirewallArgs>): Promise<Rule[]> =>
    rulesOf((await firewall(more)).inputs("wafv2.WebAcl"));

describe("Firewall", () => {
    const recording = recordOnce(() => new Firewall("front", args));

    it("creates exactly these resources", () => {
        assert.deepEqual(recording().graph.counts(), {
            Firewall: 1,
            "wafv2.WebAcl": 1,
            "wafv2.WebAclLoggingConfiguration": 1,
            "cloudwatch.LogGroup": 1,
            "cloudwatch.MetricAlarm": 1,
        });
    });

    it("limits the rate of every address, and has AWS's rule groups: known attackers, common attacks, Log4j, SQL", () => {
        const inputs = recording().graph.inputs("wafv2.WebAcl");
        assert.deepEqual([inputs["scope"], inputs["defaultAction"]], ["REGIONAL", { allow: {} }]);
        assert.deepEqual(
            rulesOf(inputs).map(({ name, priority }) => [priority, name]),
            ["rate-limit", "ip-reputation", "common", "bad-inputs", "sql-injection"].map((name, at) => [
                at,
                name,
            ]),
        );
        const [limit, ...managed] = rulesOf(inputs);
        assert.partialDeepStrictEqual(limit, {
            action: { block: {} },
            statement: {
                rateBasedStatement: { limit: 2000, aggregateKeyType: "IP", evaluationWindowSec: 300 },
            },
        });
        assert.deepEqual(
            managed.map(({ statement, overrideAction }) => [
                (statement["managedRuleGroupStatement"] as { name: string }).name,
                overrideAction,
            ]),
            [
                "AWSManagedRulesAmazonIpReputationList",
                "AWSManagedRulesCommonRuleSet",
                "AWSManagedRulesKnownBadInputsRuleSet",
                "AWSManagedRulesSQLiRuleSet",
            ].map((group) => [group, { none: {} }]),
        );
    });

    it("has a metric per rule", () => {
        const rules = recording().graph.inputs("wafv2.WebAcl")["rules"] as { visibilityConfig: unknown }[];
        assert.deepEqual(rules[0]?.visibilityConfig, {
            metricName: "plumbline-unit-front-rate-limit",
            cloudwatchMetricsEnabled: true,
            sampledRequestsEnabled: true,
        });
    });

    it("logs blocked and counted requests, encrypted, without credentials of callers", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), {
            name: "aws-waf-logs-plumbline-unit-front",
            retentionInDays: logs.retentionDays,
            kmsKeyId: KEY,
        });
        assert.partialDeepStrictEqual(graph.inputs("wafv2.WebAclLoggingConfiguration"), {
            resourceArn: "arn:aws:wafv2:eu-west-1:111122223333:webacl/front",
            logDestinationConfigs: ["arn:aws:cloudwatch:eu-west-1:111122223333:loggroup/front"],
            redactedFields: [
                { singleHeader: { name: "authorization" } },
                { singleHeader: { name: "cookie" } },
            ],
            loggingFilter: { defaultBehavior: "DROP", filters: [{ behavior: "KEEP" }] },
        });
    });

    it("allows only the given addresses, and blocks others", async () => {
        const graph = await firewall({
            allowedAddresses: ["203.0.113.0/24", "2001:db8::/32"],
            blockedAddresses: ["198.51.100.7/32"],
        });
        assert.deepEqual(graph.names("wafv2.IpSet"), [
            "front-allowed-ipv4",
            "front-allowed-ipv6",
            "front-blocked-ipv4",
        ]);
        assert.partialDeepStrictEqual(graph.inputs("wafv2.IpSet", "front-allowed-ipv6"), {
            ipAddressVersion: "IPV6",
            addresses: ["2001:db8::/32"],
            scope: "REGIONAL",
        });
        const set = (name: string) => ({
            ipSetReferenceStatement: { arn: `arn:aws:wafv2:eu-west-1:111122223333:ipset/front-${name}` },
        });
        const [unknown, blocked] = rulesOf(graph.inputs("wafv2.WebAcl"));
        assert.deepEqual(unknown?.statement, {
            notStatement: {
                statement: { orStatement: { statements: [set("allowed-ipv4"), set("allowed-ipv6")] } },
            },
        });
        assert.deepEqual(blocked?.statement, set("blocked-ipv4"));
    });

    it("asks no second time what another firewall has let pass", async () => {
        const values = [pulumi.secret("sesame"), "former"];
        const graph = await firewall({ passed: { name: "x-origin-verify", values } });
        const [first, limit] = rulesOf(graph.inputs("wafv2.WebAcl"));
        assert.partialDeepStrictEqual(first, {
            name: "passed-cloudfront",
            priority: 0,
            action: { allow: {} },
            statement: {
                regexPatternSetReferenceStatement: {
                    arn: "arn:aws:wafv2:eu-west-1:111122223333:regexpatternset/front-passed",
                    fieldToMatch: { singleHeader: { name: "x-origin-verify" } },
                },
            },
        });
        assert.deepEqual([limit?.name, limit?.priority], ["rate-limit", 1]);
        // Only the set is secret: all rules of a web ACL would be, if one was.
        assert.deepEqual(graph.one("wafv2.WebAcl").secretPaths, []);
        const { inputs, secretPaths } = graph.one("wafv2.RegexPatternSet");
        assert.deepEqual(inputs["regularExpressions"], [
            { regexString: "^sesame$" },
            { regexString: "^former$" },
        ]);
        assert.ok(
            secretPaths.some((path) => path.startsWith("regularExpressions")),
            String(secretPaths),
        );
    });

    it("allows the given countries, or all but those", async () => {
        const [only] = await rulesWith({ countries: { allow: ["DE"] } });
        assert.deepEqual(only?.statement, {
            notStatement: { statement: { geoMatchStatement: { countryCodes: ["DE"] } } },
        });
        const [without] = await rulesWith({ countries: { block: ["XX", "YY"] } });
        assert.deepEqual(without?.statement, { geoMatchStatement: { countryCodes: ["XX", "YY"] } });
    });

    it("only counts matches of the named rules", async () => {
        const rules = await rulesWith({ countOnly: ["AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"] });
        assert.deepEqual(
            rules.flatMap(({ statement }) => {
                const group = statement["managedRuleGroupStatement"] as Record<string, unknown> | undefined;
                return group?.["ruleActionOverrides"] ?? [];
            }),
            [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
        );
    });

    it("omits the SQL rules if there is no SQL database", async () => {
        const rules = await rulesWith({ sqlInjection: false, rateLimit: 10 });
        assert.ok(!rules.some(({ name }) => name === "sql-injection"));
        assert.partialDeepStrictEqual(rules[0]?.statement, { rateBasedStatement: { limit: 10 } });
    });

    it("for CloudFront is all in us-east-1, alarm included", async () => {
        const graph = await firewall({ scope: "CLOUDFRONT", blockedAddresses: ["198.51.100.7/32"] });
        for (const { kind, inputs, custom } of graph.resources) {
            if (custom) assert.equal(inputs["region"], "us-east-1", kind);
        }
        assert.equal(graph.inputs("wafv2.WebAcl")["scope"], "CLOUDFRONT");
        assert.deepEqual(graph.inputs("cloudwatch.MetricAlarm")["dimensions"], {
            WebACL: "plumbline-unit-front",
            Rule: "ALL",
        });
    });

    it("for regional resources is in the region of the stack", () => {
        const { graph } = recording();
        assert.ok(graph.resources.every(({ inputs }) => !("region" in inputs)));
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm"), {
            dimensions: { WebACL: "plumbline-unit-front", Rule: "ALL", Region: "eu-west-1" },
            threshold: 1000,
            alarmActions: [ALERTS],
        });
    });

    it("shows allowed and blocked requests", () => {
        assert.equal(recording().made.dashboardRow().widgets.length, 2);
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Firewall", ["webAclArn", "logGroupName"]);
    });
});

describe("the firewalls of a stack", () => {
    const EDGE = { keyArn: "arn:edge-key", alarmTopicArn: "arn:edge-topic" };
    const made = async (enabled: boolean, use: (walls: ReturnType<typeof createFirewalls>) => unknown) =>
        await record(() => {
            const walls = createFirewalls({ ...base, logs, enabled, edge: () => EDGE }, {});
            use(walls);
            return walls;
        });

    it("are created once a resource is associated with them", async () => {
        const none = await made(true, () => undefined);
        assert.deepEqual(none.graph.names("Firewall"), []);
        const both = await made(true, (walls) => [walls.cloudFront(), walls.cloudFront(), walls.regional()]);
        assert.deepEqual(both.graph.names("Firewall"), ["cloudfront", "regional"]);
    });

    it("are omitted if unused or switched off, each side by itself", async () => {
        const off = await made(false, (walls) => [walls.cloudFront(), walls.regional(false)]);
        assert.deepEqual(off.graph.names("Firewall"), []);
        const one = await made(false, (walls) => walls.regional(true));
        assert.deepEqual(one.graph.names("Firewall"), ["regional"]);
        const but = await made(true, (walls) => walls.cloudFront(false));
        assert.deepEqual(but.graph.names("Firewall"), []);
    });

    it("use key and topic of their own region", async () => {
        const { graph } = await made(true, (walls) => walls.cloudFront());
        assert.equal(graph.inputs("cloudwatch.LogGroup")["kmsKeyId"], EDGE.keyArn);
    });
});

describe("Edge", () => {
    const recording = recordOnce(
        () => new Edge("edge", { accountId: base.accountId, stack: "prod", emails: ["a@example.com"] }),
    );

    it("has a key and a topic in us-east-1, whatever the stack's region", () => {
        const { graph } = recording();
        for (const kind of ["kms.Key", "sns.Topic", "sns.TopicPolicy", "sns.TopicSubscription"]) {
            assert.equal(graph.inputs(kind)["region"], "us-east-1", kind);
        }
        assert.equal(
            graph.inputs("sns.Topic")["kmsMasterKeyId"],
            "arn:aws:kms:eu-west-1:111122223333:key/edge-data",
        );
    });

    it("registers its outputs", async () => {
        await assertRegistered(recording(), "Edge", ["keyArn", "alarmTopicArn"]);
    });
});
