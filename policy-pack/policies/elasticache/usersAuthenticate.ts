import { resourceRule } from "../../core/rule";

export const elasticacheUsersAuthenticate = resourceRule({
    name: "elasticache-users-authenticate",
    title: "Users of caches have to say who they are",
    description: "A user without a password is open to everything that reaches the port.",
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
