import { resourceRule } from "../../core/rule";

const MODE = "userPoolAddOns.advancedSecurityMode";

export const cognitoThreatProtection = resourceRule({
    name: "cognito-threat-protection",
    title: "Cognito detects stolen passwords and unusual sign-ins",
    description:
        "Attackers try passwords stolen from other sites. The protection costs 2 cents a user (plan Plus).",
    severity: "medium",
    profile: "liveAdvice",
    catalogues: { fsbp: ["Cognito.1"], cdkNag: ["AwsSolutions-COG8"] },
    remediation: "Set userPoolAddOns.advancedSecurityMode to ENFORCED, and userPoolTier to PLUS.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-1",
    types: ["aws:cognito/userPool:UserPool"],
    check(pool) {
        const mode = pool.word(MODE, "off");
        // AWS's default is ESSENTIALS, which has no threat protection.
        const tier = mode === "enforced" ? pool.word("userPoolTier", "essentials") : "plus";
        if (mode !== undefined && mode !== "enforced") pool.fail(MODE, "is not ENFORCED");
        else if (tier !== undefined && tier !== "plus") pool.fail("userPoolTier", "is not PLUS");
    },
});
