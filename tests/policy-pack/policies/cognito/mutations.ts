import type { Mutation } from "../../mutations/mutation";

const type = "aws:cognito/userPool:UserPool";

/** The one that our stacks have: another is added below. */
const POOL = { type, name: "customers" } as const;

/** No stack of ours has threat protection: a pool that has everything. */
const attached = {
    type,
    name: "guarded",
    props: {
        mfaConfiguration: "ON",
        deletionProtection: "ACTIVE",
        userPoolAddOns: { advancedSecurityMode: "ENFORCED" },
        userPoolTier: "PLUS",
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
    { rule: "cognito-deletion-protection", ...POOL, set: { deletionProtection: "INACTIVE" } },
    {
        rule: "cognito-mfa",
        ...POOL,
        set: { mfaConfiguration: "OFF" },
        // Off is not required either.
        also: ["cognito-mfa-required"],
    },
    { rule: "cognito-mfa-required", ...POOL, set: { mfaConfiguration: "OPTIONAL" } },
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
    { rule: "cognito-password-policy", ...POOL, set: { "passwordPolicy.requireSymbols": false } },
    {
        rule: "cognito-threat-protection",
        type,
        name: attached.name,
        own: [attached],
        set: { "userPoolAddOns.advancedSecurityMode": "AUDIT" },
    },
];
