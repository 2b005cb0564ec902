import { resourceRule } from "../../core/rule";

export const cognitoMfaRequired = resourceRule({
    name: "cognito-mfa-required",
    title: "User pools require a second factor",
    description: "Most users set up no second factor unless the pool requires it.",
    severity: "medium",
    profile: "live",
    catalogues: { fsbp: ["Cognito.5"], cdkNag: ["AwsSolutions-COG2"] },
    remediation: "Set mfaConfiguration to ON.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-5",
    types: ["aws:cognito/userPool:UserPool"],
    check(pool) {
        const mode = pool.word("mfaConfiguration", "off");
        if (mode !== undefined && mode !== "on") pool.fail("mfaConfiguration", "is not ON");
    },
});
