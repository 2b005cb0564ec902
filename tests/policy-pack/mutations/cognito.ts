import type { Mutation } from "./mutation";

const type = "aws:cognito/userPool:UserPool";

/** No stack of ours has threat protection: a pool that has everything. */
const guarded = {
    type,
    name: "guarded",
    props: {
        mfaConfiguration: "ON",
        deletionProtection: "ACTIVE",
        userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
        passwordPolicy: {
            minimumLength: 14,
            requireLowercase: true,
            requireUppercase: true,
            requireNumbers: true,
            requireSymbols: true,
        },
    },
    protect: true,
};

export const cognito: readonly Mutation[] = [
    { rule: "cognito-deletion-protection", type, set: { deletionProtection: "INACTIVE" } },
    {
        rule: "cognito-mfa",
        type,
        set: { mfaConfiguration: "OFF" },
        // Off is not required either.
        also: ["cognito-mfa-required"],
    },
    { rule: "cognito-mfa-required", type, set: { mfaConfiguration: "OPTIONAL" } },
    {
        rule: "cognito-no-guests",
        standIn: true,
        type: "aws:cognito/identityPool:IdentityPool",
        own: [
            {
                type: "aws:cognito/identityPool:IdentityPool",
                props: { allowUnauthenticatedIdentities: false },
            },
        ],
        set: { allowUnauthenticatedIdentities: true },
    },
    { rule: "cognito-password-policy", type, set: { "passwordPolicy.requireSymbols": false } },
    {
        rule: "cognito-threat-protection",
        type,
        name: guarded.name,
        own: [guarded],
        set: { "userPoolAddOns.advancedSecurityMode": "AUDIT" },
    },
];
