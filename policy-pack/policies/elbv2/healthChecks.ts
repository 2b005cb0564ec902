import { resourceRule } from "../../core/rule";
import { isMissing } from "../shared/properties";

export const albHealthChecks = resourceRule({
    name: "alb-health-checks",
    title: "Target groups check the health of their targets",
    description: "Without a check of its own path, requests go to servers that can not answer them.",
    severity: "low",
    profile: "shared",
    catalogues: { checkov: ["CKV_AWS_261"] },
    remediation: "Set healthCheck with the path that tells whether the application is well.",
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
