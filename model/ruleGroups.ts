/**
 * AWS's own rule groups in front of public endpoints: addresses known for attacks, the OWASP Top 10, requests that only
 * an attack makes (Log4j, Spring, path traversal), SQL injection.
 * https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html
 */
export const MANAGED_GROUPS = {
    "ip-reputation": "AWSManagedRulesAmazonIpReputationList",
    common: "AWSManagedRulesCommonRuleSet",
    "bad-inputs": "AWSManagedRulesKnownBadInputsRuleSet",
    "sql-injection": "AWSManagedRulesSQLiRuleSet",
} as const;

export const RULE_GROUPS: readonly string[] = Object.values(MANAGED_GROUPS);
