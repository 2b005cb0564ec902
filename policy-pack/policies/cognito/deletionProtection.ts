import { resourceRule } from "../../core/rule";

export const cognitoDeletionProtection = resourceRule({
    name: "cognito-deletion-protection",
    title: "User pools refuse deletion",
    description: "Deleting the pool deletes all its users, and Cognito has no backups.",
    severity: "medium",
    profile: "live",
    catalogues: { fsbp: ["Cognito.6"] },
    remediation: "Set deletionProtection to ACTIVE.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-6",
    types: ["aws:cognito/userPool:UserPool"],
    check(pool) {
        const mode = pool.word("deletionProtection", "inactive");
        if (mode !== undefined && mode !== "active") pool.fail("deletionProtection", "is not ACTIVE");
    },
});
