import { resourceRule } from "../../core/rule";

export const cloudFrontOriginFailover = resourceRule({
    name: "cloudfront-origin-failover",
    title: "Distributions have a second origin",
    description: "When the only origin fails, all requests outside the cache fail.",
    severity: "low",
    profile: "advice",
    catalogues: { fsbp: ["CloudFront.4"], checkov: ["CKV_AWS_310"] },
    remediation: "Add a group to originGroups with a second origin, such as a replica of the bucket.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudfront-controls.html#cloudfront-4",
    types: ["aws:cloudfront/distribution:Distribution"],
    check(distribution) {
        const groups = distribution.items("originGroups");
        if (groups.length === 0) distribution.fail("originGroups", "has no group");
        for (const group of groups) {
            if (group.items("members").length < 2) group.fail("members", "has fewer than two origins");
        }
    },
});
