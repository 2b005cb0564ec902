import type { Region } from "@pulumi/aws";
import type { LogGroup } from "@pulumi/aws/cloudwatch";
import * as wafv2 from "@pulumi/aws/wafv2";
import * as defaults from "../../model/defaults";
import * as cloudwatch from "../support/cloudwatch";
import * as pulumi from "@pulumi/pulumi";

import { Component } from "../support/component";
import { type Countries, firewallRules, visible } from "./firewallRules";
import { logGroup, type LogSettings } from "../support/logGroup";
import { createAlarms, createEdgeAlarms, type DashboardRow, type Monitored } from "../support/metrics";
import { EDGE_REGION, inRegion } from "../support/regions";

/** Arguments of {@link Firewall}. */
export interface FirewallArgs {
    /** Scope of the web ACL: CloudFront distributions, or load balancers and user pools. */
    readonly scope: "CLOUDFRONT" | "REGIONAL";
    readonly region: string;
    /** Requests that one address may make in five minutes, at least 10. @default 2000 */
    readonly rateLimit?: number;
    /** AWS's rules against SQL injection. @default true */
    readonly sqlInjection?: boolean;
    /** Where callers may be. @default anywhere */
    readonly countries?: Countries | undefined;
    /** Blocks of addresses that are refused, in CIDR notation. @default none */
    readonly blockedAddresses?: readonly string[];
    /** The only blocks of addresses that may call, in CIDR notation. @default all */
    readonly allowedAddresses?: readonly string[];
    /** Rules of AWS's groups that only count, as `<group>/<rule>`: for rules that block good requests. @default none */
    readonly countOnly?: readonly string[];
    /** Retention and key of its log; the key must be in the region of the firewall (us-east-1 for CloudFront). */
    readonly logs: LogSettings;
    /** ARN of the topic that alarms publish to, in the region of the firewall. @default no alarms */
    readonly alarmTopicArn?: pulumi.Input<string>;
    /** Blocked requests in five minutes that are an attack rather than noise. @default 1000 */
    readonly blockedAlarm?: number;
    /** Header of requests that another firewall has let pass; they are not asked again. @default none */
    readonly passed?: { readonly name: string; readonly values: readonly pulumi.Input<string>[] } | undefined;
}

/** Headers that logs never contain: a reader of the log could act as the caller. */
const REDACTED = ["authorization", "cookie"];

/**
 * A web application firewall (WAFv2): AWS's rules for common attacks, a limit of requests for each address, and
 * the stack's own rules. It logs blocked and counted requests; allowed ones are in the log of the distribution or load balancer.
 */
export class Firewall extends Component implements Monitored {
    readonly webAclArn: pulumi.Output<string>;
    readonly logGroupName: pulumi.Output<string>;

    private readonly place: pulumi.CustomResourceOptions;
    private readonly region: string;
    private readonly metricName: string;
    private readonly regional: boolean;

    constructor(name: string, args: FirewallArgs, options?: pulumi.ComponentResourceOptions) {
        super("Firewall", name, options);
        this.regional = args.scope === "REGIONAL";
        this.region = this.regional ? args.region : EDGE_REGION;
        this.place = this.region === args.region ? this.child : inRegion(this.region, this.child);
        this.metricName = `${pulumi.getProject()}-${pulumi.getStack()}-${name}`;
        const acl = this.createAcl(args);
        const logs = this.log(args, acl);
        this.createAlarms(args);
        this.webAclArn = acl.arn;
        this.logGroupName = logs.name;
        this.registerOutputs({ webAclArn: this.webAclArn, logGroupName: this.logGroupName });
    }

    dashboardRow(): DashboardRow {
        const { region } = this;
        const sum = { statistic: "Sum" as const, period: 300 };
        return {
            title: `Firewall ${this.name}`,
            widgets: [
                new cloudwatch.LineGraphMetricWidget({
                    title: "Requests passed and blocked",
                    region: region as Region,
                    width: 12,
                    metrics: ["AllowedRequests", "BlockedRequests"].map((metric) =>
                        this.metric(metric, "ALL", sum),
                    ),
                }),
                new cloudwatch.LineGraphMetricWidget({
                    title: "Blocked by rule",
                    region: region as Region,
                    width: 12,
                    metrics: ["rate-limit", "ip-reputation", "common", "bad-inputs", "sql-injection"].map(
                        (rule) =>
                            this.metric("BlockedRequests", `${this.metricName}-${rule}`, {
                                ...sum,
                                label: rule,
                            }),
                    ),
                }),
            ],
        };
    }

    private createAcl(args: FirewallArgs): wafv2.WebAcl {
        const { name, metricName } = this;
        return new wafv2.WebAcl(
            name,
            {
                scope: args.scope,
                description: `Firewall ${name}`,
                defaultAction: { allow: {} },
                rules: firewallRules({
                    metricName,
                    rateLimit: args.rateLimit ?? defaults.firewall.rateLimit,
                    sqlInjection: args.sqlInjection ?? true,
                    countries: args.countries,
                    blockedSets: this.createSets("blocked", args.blockedAddresses ?? [], args),
                    allowedSets: this.createSets("allowed", args.allowedAddresses ?? [], args),
                    countOnly: args.countOnly ?? [],
                    passed: args.passed && {
                        header: args.passed.name,
                        patternSet: this.createPatterns(args.passed.values, args),
                    },
                }),
                visibilityConfig: visible(metricName),
            },
            this.place,
        );
    }

    /** An IP set holds addresses of one version. */
    private createSets(
        role: string,
        addresses: readonly string[],
        { scope }: FirewallArgs,
    ): pulumi.Output<string>[] {
        const versions = {
            IPV4: addresses.filter((address) => !address.includes(":")),
            IPV6: addresses.filter((address) => address.includes(":")),
        };
        return Object.entries(versions).flatMap(([ipAddressVersion, members]) => {
            if (members.length === 0) return [];
            const name = `${this.name}-${role}-${ipAddressVersion.toLowerCase()}`;
            return [new wafv2.IpSet(name, { scope, ipAddressVersion, addresses: members }, this.place).arn];
        });
    }

    /** A set of its own, because the provider has all rules of a web ACL as one secret as soon as one holds some. */
    private createPatterns(
        values: readonly pulumi.Input<string>[],
        { scope }: FirewallArgs,
    ): pulumi.Output<string> {
        return new wafv2.RegexPatternSet(
            `${this.name}-passed`,
            {
                scope,
                description: `Requests that firewall ${this.name} does not ask again`,
                regularExpressions: values.map((value) => ({ regexString: pulumi.interpolate`^${value}$` })),
            },
            this.place,
        ).arn;
    }

    private log({ logs }: FirewallArgs, acl: wafv2.WebAcl): LogGroup {
        // WAF writes only to groups whose name begins so. The rest says whose it is; an older one keeps its name, and its logs.
        const kept = { ...this.place, ignoreChanges: ["name"] };
        const group = logGroup(this.name, logs, kept, `aws-waf-logs-${this.metricName}`);
        new wafv2.WebAclLoggingConfiguration(
            this.name,
            {
                resourceArn: acl.arn,
                logDestinationConfigs: [group.arn],
                redactedFields: REDACTED.map((header) => ({ singleHeader: { name: header } })),
                loggingFilter: {
                    defaultBehavior: "DROP",
                    filters: [
                        {
                            behavior: "KEEP",
                            requirement: "MEETS_ANY",
                            conditions: ["BLOCK", "COUNT", "EXCLUDED_AS_COUNT"].map((action) => ({
                                actionCondition: { action },
                            })),
                        },
                    ],
                },
            },
            this.place,
        );
        return group;
    }

    private createAlarms({ region, alarmTopicArn, blockedAlarm }: FirewallArgs): void {
        const alarms = {
            blocked: {
                metric: this.metric("BlockedRequests", "ALL", { statistic: "Sum", period: 300 }),
                threshold: blockedAlarm ?? defaults.firewall.blockedAlarm,
                periods: 1,
                description: `Firewall ${this.name} blocks many requests: see its log for addresses and rules.`,
            },
        };
        if (this.regional) createAlarms(this.name, alarmTopicArn, alarms, this.child);
        else createEdgeAlarms(this.name, region, alarmTopicArn, alarms, this.child);
    }

    /** https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html */
    private metric(name: string, rule: string, change: cloudwatch.MetricChange): cloudwatch.Metric {
        return new cloudwatch.Metric({
            namespace: "AWS/WAFV2",
            name,
            dimensions: {
                WebACL: this.metricName,
                Rule: rule,
                ...(this.regional ? { Region: this.region } : {}),
            },
            ...change,
        });
    }
}
