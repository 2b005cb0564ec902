import assert from "node:assert/strict";

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

    it("consists of exactly this", () => {
        assert.deepEqual(recording().graph.counts(), {
            Firewall: 1,
            "wafv2.WebAcl": 1,
            "wafv2.WebAclLoggingConfiguration": 1,
            "cloudwatch.LogGroup": 1,
            "cloudwatch.MetricAlarm": 1,
        });
    });

    it("limits every address, and has AWS's rules: known attackers, common attacks, Log4j, SQL", () => {
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

    it("measures each rule by itself", () => {
        const rules = recording().graph.inputs("wafv2.WebAcl")["rules"] as { visibilityConfig: unknown }[];
        assert.deepEqual(rules[0]?.visibilityConfig, {
            metricName: "unit-front-rate-limit",
            cloudwatchMetricsEnabled: true,
            sampledRequestsEnabled: true,
        });
    });

    it("logs what it stops or counts, encrypted, without what callers are known by", () => {
        const { graph } = recording();
        assert.deepEqual(graph.inputs("cloudwatch.LogGroup"), {
            name: "aws-waf-logs-unit-front",
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

    it("lets in only the addresses it is given, and keeps out others", async () => {
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

    it("lets in some countries, or all but some", async () => {
        const [only] = await rulesWith({ countries: { allow: ["DE"] } });
        assert.deepEqual(only?.statement, {
            notStatement: { statement: { geoMatchStatement: { countryCodes: ["DE"] } } },
        });
        const [without] = await rulesWith({ countries: { block: ["XX", "YY"] } });
        assert.deepEqual(without?.statement, { geoMatchStatement: { countryCodes: ["XX", "YY"] } });
    });

    it("only counts with the rules that are named", async () => {
        const rules = await rulesWith({ countOnly: ["AWSManagedRulesCommonRuleSet/SizeRestrictions_BODY"] });
        assert.deepEqual(
            rules.flatMap(({ statement }) => {
                const group = statement["managedRuleGroupStatement"] as Record<string, unknown> | undefined;
                return group?.["ruleActionOverrides"] ?? [];
            }),
            [{ name: "SizeRestrictions_BODY", actionToUse: { count: {} } }],
        );
    });

    it("does without rules against SQL where there is none", async () => {
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
            WebACL: "unit-front",
            Rule: "ALL",
        });
    });

    it("for the rest is in the region of the stack", () => {
        const { graph } = recording();
        assert.ok(graph.resources.every(({ inputs }) => !("region" in inputs)));
        assert.partialDeepStrictEqual(graph.inputs("cloudwatch.MetricAlarm"), {
            dimensions: { WebACL: "unit-front", Rule: "ALL", Region: "eu-west-1" },
            threshold: 1000,
            alarmActions: [ALERTS],
        });
    });

    it("shows what it passes and what it blocks", () => {
        assert.equal(recording().made.dashboardRow().widgets.length, 2);
    });

    it("registers what it promises", async () => {
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

    it("are made once something stands behind them", async () => {
        const none = await made(true, () => undefined);
        assert.deepEqual(none.graph.names("Firewall"), []);
        const both = await made(true, (walls) => [walls.cloudFront(), walls.cloudFront(), walls.regional()]);
        assert.deepEqual(both.graph.names("Firewall"), ["cloudfront", "regional"]);
    });

    it("are left out where nobody wants them, and asked for one by one", async () => {
        const off = await made(false, (walls) => [walls.cloudFront(), walls.regional(false)]);
        assert.deepEqual(off.graph.names("Firewall"), []);
        const one = await made(false, (walls) => walls.regional(true));
        assert.deepEqual(one.graph.names("Firewall"), ["regional"]);
        const but = await made(true, (walls) => walls.cloudFront(false));
        assert.deepEqual(but.graph.names("Firewall"), []);
    });

    it("have key and topic of their own region", async () => {
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

    it("registers what it promises", async () => {
        await assertRegistered(recording(), "Edge", ["keyArn", "alarmTopicArn"]);
    });
});
