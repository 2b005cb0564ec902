import { resourceRule } from "../../core/rule";

const KINDS = [
    "requireLowercaseCharacters",
    "requireNumbers",
    "requireSymbols",
    "requireUppercaseCharacters",
];

export const iamPasswordPolicy = resourceRule({
    name: "iam-password-policy",
    title: "The account password policy is strong",
    description: "Attackers guess short, simple, old or reused passwords, and need only one.",
    severity: "medium",
    catalogues: {
        fsbp: ["IAM.7", "IAM.10", "IAM.11", "IAM.12", "IAM.13", "IAM.14", "IAM.15", "IAM.16"],
        checkov: ["9", "10", "11", "12", "13", "14", "15"].map((id) => `CKV_AWS_${id}`),
    },
    remediation: "Set length, character kinds, age and reuse of passwords to the limits of the rule.",
    url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-7",
    settings: {
        minLength: { type: "integer", minimum: 6, default: 14, description: "Minimum length." },
        maxAge: { type: "integer", minimum: 1, default: 90, description: "Maximum age in days." },
        minReuse: { type: "integer", minimum: 0, default: 24, description: "Passwords not to reuse." },
    },
    types: ["aws:iam/accountPasswordPolicy:AccountPasswordPolicy"],
    check(policy, settings) {
        for (const kind of KINDS) if (policy.boolean(kind, false) === false) policy.fail(kind, "is not true");
        // AWS's defaults: six characters, no expiry, no reuse check.
        const length = policy.number("minimumPasswordLength", 6);
        if (length !== undefined && length < settings.number("minLength")) {
            policy.fail("minimumPasswordLength", `is a number below ${settings.number("minLength")}`);
        }
        const age = policy.number("maxPasswordAge", 0);
        if (age !== undefined && (age === 0 || age > settings.number("maxAge"))) {
            policy.fail("maxPasswordAge", `does not end within ${settings.number("maxAge")} days`);
        }
        const reuse = policy.number("passwordReusePrevention", 0);
        if (reuse !== undefined && reuse < settings.number("minReuse")) {
            policy.fail("passwordReusePrevention", `is a number below ${settings.number("minReuse")}`);
        }
    },
});
