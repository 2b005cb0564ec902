import { resourceRule } from "../../core/rule";

const KINDS = ["requireLowercase", "requireUppercase", "requireNumbers", "requireSymbols"];

export const cognitoPasswordPolicy = resourceRule({
    name: "cognito-password-policy",
    title: "User pools require strong passwords",
    description: "Short and simple passwords are easy to guess.",
    severity: "medium",
    catalogues: { fsbp: ["Cognito.3"], cdkNag: ["AwsSolutions-COG1"] },
    remediation:
        "Set passwordPolicy: minimumLength, all four kinds of characters, temporaryPasswordValidityDays.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html#cognito-3",
    settings: {
        minLength: { type: "number", minimum: 6, default: 8, description: "Minimum number of characters." },
        maxTemporaryDays: {
            type: "number",
            minimum: 1,
            default: 7,
            description: "Maximum validity of a temporary password, in days.",
        },
    },
    types: ["aws:cognito/userPool:UserPool"],
    check(pool, settings) {
        // Without any, AWS's own is in force: 8 characters of all kinds. What a policy leaves out is not asked for.
        const isAws = !pool.isSet("passwordPolicy");
        const length = pool.number("passwordPolicy.minimumLength", isAws ? 8 : 0);
        if (length !== undefined && length < settings.number("minLength")) {
            pool.fail("passwordPolicy.minimumLength", length === 0 || isAws ? "is not set" : "is too small");
        }
        for (const kind of KINDS) {
            const path = `passwordPolicy.${kind}`;
            if (pool.boolean(path, isAws) === false) pool.fail(path, "is not true");
        }
        // AWS's own default is 7 days.
        const days = pool.number("passwordPolicy.temporaryPasswordValidityDays", 7);
        if (days !== undefined && days > settings.number("maxTemporaryDays")) {
            pool.fail("passwordPolicy.temporaryPasswordValidityDays", "is too long");
        }
    },
});
