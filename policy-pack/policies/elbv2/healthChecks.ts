import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";

export const albHealthChecks = resourceRule({
    name: "alb-health-checks",
    title: "Target groups have health checks",
    description: "Without a health check, requests go to targets that cannot answer.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_261"] },
    remediation: "Set healthCheck with the health path of the application.",
    url: "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    types: ["aws:lb/targetGroup:TargetGroup"],
    check(group) {
        const protocol = group.word("protocol", "");
        if (protocol !== "http" && protocol !== "https") return;
        if (group.boolean("healthCheck.enabled", true) === false)
            group.fail("healthCheck.enabled", "is not true");
        else if (isMissing(group, "healthCheck.path")) group.fail("healthCheck.path", "is not set");
    },
});
