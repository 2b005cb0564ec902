import { stackRule } from "../../core/rule";

export const dnsQueryLogs = stackRule({
    name: "dns-query-logs",
    title: "Public zones log queries",
    description: "Query logs show reconnaissance before an attack, and queries for unpublished names.",
    severity: "medium",
    profile: "advice",
    catalogues: { fsbp: ["Route53.2"], checkov: ["CKV2_AWS_39"] },
    remediation: "Add a QueryLog for the zone (its log group must be in us-east-1).",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/route53-controls.html#route53-2",
    check(stack) {
        for (const zone of stack.all("aws:route53/zone:Zone")) {
            if (zone.isSet("vpcs")) continue;
            const logs = stack.referring("aws:route53/queryLog:QueryLog", "zoneId", zone);
            if (logs.length === 0) zone.fail("zoneId", "is the zoneId of no QueryLog");
        }
    },
});
