import { resourceRule } from "../../core/rule";

export const elasticacheUsersAuthenticate = resourceRule({
    name: "elasticache-users-authenticate",
    title: "Cache users have a password or IAM authentication",
    description: "Every client that reaches the port can use an account without a password.",
    severity: "high",
    catalogues: { fsbp: ["ElastiCache.6"] },
    remediation: "Set authenticationMode to password or iam, and noPasswordRequired to false.",
    url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html",
    types: ["aws:elasticache/user:User"],
    check(user) {
        if (user.boolean("noPasswordRequired", false) === true) user.fail("noPasswordRequired", "is true");
        if (user.word("authenticationMode.type", "") === "no-password-required")
            user.fail("authenticationMode.type", "is no-password-required");
    },
});
