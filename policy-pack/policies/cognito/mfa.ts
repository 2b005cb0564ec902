import { resourceRule } from "../../core/rule";

export const cognitoMfa = resourceRule({
    name: "cognito-mfa",
    title: "User pools offer a second factor",
    description: "A second factor stops sign-ins with a stolen password.",
    severity: "medium",
    catalogues: { fsbp: ["Cognito.5"], cdkNag: ["AwsSolutions-COG2"] },
    remediation: "Set mfaConfiguration to OPTIONAL or ON.",
    url: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa.html",
    types: ["aws:cognito/userPool:UserPool"],
    check(pool) {
        if (pool.word("mfaConfiguration", "off") === "off") pool.fail("mfaConfiguration", "is OFF");
    },
});
