import type * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";

import { MANAGED_GROUPS } from "../../model/ruleGroups";

type Rule = aws.types.input.wafv2.WebAclRule;
type Statement = aws.types.input.wafv2.WebAclRuleStatement;

/** Country codes (ISO 3166-1): an allow list or a deny list. */
export type Countries = { readonly allow: readonly string[] } | { readonly block: readonly string[] };

/** Arguments of {@link firewallRules}. */
export interface FirewallRulesArgs {
    /** Prefix of the rules' metrics. */
    readonly metricName: string;
    readonly rateLimit: number;
    readonly sqlInjection: boolean;
    readonly countries?: Countries | undefined;
    /** ARNs of IP sets whose addresses are refused. */
    readonly blockedSets: readonly pulumi.Input<string>[];
    /** ARNs of the only IP sets whose addresses may call; with none, every address may. */
    readonly allowedSets: readonly pulumi.Input<string>[];
    readonly countOnly: readonly string[];
    /** Header by which requests show that they have passed CloudFront's firewall. */
    readonly passed?: { readonly header: string; readonly patternSet: pulumi.Input<string> } | undefined;
}

/** Seconds over which an address's requests are counted. */
export const RATE_WINDOW_SECONDS = 300;

/** The rules of a web ACL, in the order in which they are asked; a request that none of them stops passes. */
export function firewallRules(args: FirewallRulesArgs): Rule[] {
    const own: Record<string, Statement | undefined> = {
        "unknown-addresses": args.allowedSets.length > 0 ? not(inSets(args.allowedSets)) : undefined,
        "blocked-addresses": args.blockedSets.length > 0 ? inSets(args.blockedSets) : undefined,
        countries: args.countries && fromCountries(args.countries),
        "rate-limit": {
            rateBasedStatement: {
                limit: args.rateLimit,
                aggregateKeyType: "IP",
                evaluationWindowSec: RATE_WINDOW_SECONDS,
            },
        },
    };
    const rules = Object.entries(own).flatMap(([name, statement]) =>
        statement ? [{ name, statement, action: { block: {} } }] : [],
    );
    // Cheapest and most certain first.
    const managed = Object.entries(MANAGED_GROUPS)
        .filter(([name]) => name !== "sql-injection" || args.sqlInjection)
        .map(([name, group]) => ({
            name,
            statement: { managedRuleGroupStatement: managedGroup(group, args.countOnly) },
            overrideAction: { none: {} },
        }));
    // Their addresses are CloudFront's, of which each stands for many visitors, wherever these are.
    const passed = args.passed
        ? [{ name: "passed-cloudfront", statement: withHeader(args.passed), action: { allow: {} } }]
        : [];
    return [...passed, ...rules, ...managed].map((rule, priority) => ({
        ...rule,
        priority,
        visibilityConfig: visible(`${args.metricName}-${rule.name}`),
    }));
}

/** Metrics and samples of requests, which show the requests that a rule blocks. */
export function visible(metricName: string): aws.types.input.wafv2.WebAclVisibilityConfig {
    return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: true };
}

function inSets(arns: readonly pulumi.Input<string>[]): Statement {
    const [first, ...more] = arns.map((arn) => ({ ipSetReferenceStatement: { arn } }));
    return first && more.length === 0
        ? first
        : { orStatement: { statements: first ? [first, ...more] : [] } };
}

function withHeader({ header, patternSet }: NonNullable<FirewallRulesArgs["passed"]>): Statement {
    return {
        regexPatternSetReferenceStatement: {
            arn: patternSet,
            fieldToMatch: { singleHeader: { name: header } },
            textTransformations: [{ priority: 0, type: "NONE" }],
        },
    };
}

function not(statement: Statement): Statement {
    return { notStatement: { statement } };
}

function fromCountries(countries: Countries): Statement {
    return "block" in countries
        ? { geoMatchStatement: { countryCodes: [...countries.block] } }
        : not({ geoMatchStatement: { countryCodes: [...countries.allow] } });
}

function managedGroup(name: string, countOnly: readonly string[]): Statement["managedRuleGroupStatement"] {
    const prefix = `${name}/`;
    const overrides = countOnly.filter((rule) => rule.startsWith(prefix));
    return {
        vendorName: "AWS",
        name,
        ...(overrides.length === 0
            ? {}
            : {
                  ruleActionOverrides: overrides.map((rule) => ({
                      name: rule.slice(prefix.length),
                      actionToUse: { count: {} },
                  })),
              }),
    };
}
