import { cognitoDeletionProtection } from "../../../../policy-pack/policies/cognito/deletionProtection";
import { cognitoMfa } from "../../../../policy-pack/policies/cognito/mfa";
import { cognitoMfaRequired } from "../../../../policy-pack/policies/cognito/mfaRequired";
import { cognitoNoGuests } from "../../../../policy-pack/policies/cognito/noGuests";
import { cognitoPasswordPolicy } from "../../../../policy-pack/policies/cognito/passwordPolicy";
import { cognitoThreatProtection } from "../../../../policy-pack/policies/cognito/threatProtection";
import { testRule } from "../../support/fixtures";

testRule(cognitoMfa, {
    compliant: { mfaConfiguration: "ON" },
    also: [{ mfaConfiguration: "OPTIONAL" }],
    violating: [[{ mfaConfiguration: "OFF" }, /^mfaConfiguration is OFF/]],
    unknown: { mfaConfiguration: "fails" },
    absent: { mfaConfiguration: "fails" },
    wrongType: { mfaConfiguration: true },
});

testRule(cognitoMfaRequired, {
    compliant: { mfaConfiguration: "ON" },
    violating: [[{ mfaConfiguration: "OPTIONAL" }, /^mfaConfiguration is not ON/]],
    unknown: { mfaConfiguration: "fails" },
    absent: { mfaConfiguration: "fails" },
    wrongType: { mfaConfiguration: 1 },
});

testRule(cognitoPasswordPolicy, {
    compliant: {
        passwordPolicy: {
            minimumLength: 12,
            requireLowercase: true,
            requireUppercase: true,
            requireNumbers: true,
            requireSymbols: true,
            temporaryPasswordValidityDays: 3,
        },
    },
    violating: [
        [{ "passwordPolicy.minimumLength": 6 }, /^passwordPolicy\.minimumLength is too small/],
        [{ passwordPolicy: { minimumLength: 12 } }, /requireSymbols is not true/],
        [{ "passwordPolicy.requireNumbers": false }, /requireNumbers is not true/],
        [{ "passwordPolicy.temporaryPasswordValidityDays": 30 }, /is too long/],
    ],
    unknown: { "passwordPolicy.minimumLength": "fails", "passwordPolicy.requireNumbers": "fails" },
    // AWS's own asks for as much.
    absent: {
        passwordPolicy: "passes",
        "passwordPolicy.minimumLength": "fails",
        "passwordPolicy.temporaryPasswordValidityDays": "passes",
    },
    wrongType: { "passwordPolicy.minimumLength": "long" },
});

testRule(cognitoPasswordPolicy, {
    compliant: {
        passwordPolicy: {
            minimumLength: 12,
            requireLowercase: true,
            requireUppercase: true,
            requireNumbers: true,
            requireSymbols: true,
        },
    },
    violating: [[{ "passwordPolicy.minimumLength": 8 }, /^passwordPolicy\.minimumLength is too small/]],
    unknown: { passwordPolicy: "fails" },
    // AWS's own asks for less than this setting does.
    absent: { passwordPolicy: "fails" },
    wrongType: { passwordPolicy: "strong" },
    asked: { settings: { "cognito-password-policy": { minLength: 12 } } },
});

testRule(cognitoThreatProtection, {
    compliant: { userPoolAddOns: { advancedSecurityMode: "ENFORCED" }, userPoolTier: "PLUS" },
    violating: [
        [{ "userPoolAddOns.advancedSecurityMode": "AUDIT" }, /is not ENFORCED/],
        [{ userPoolTier: "LITE" }, /^userPoolTier is not PLUS/],
    ],
    unknown: { "userPoolAddOns.advancedSecurityMode": "fails", userPoolTier: "fails" },
    absent: { userPoolAddOns: "fails", userPoolTier: "fails" },
    wrongType: { "userPoolAddOns.advancedSecurityMode": {} },
});

testRule(cognitoNoGuests, {
    compliant: { allowUnauthenticatedIdentities: false },
    violating: [[{ allowUnauthenticatedIdentities: true }, /^allowUnauthenticatedIdentities is true/]],
    unknown: { allowUnauthenticatedIdentities: "fails" },
    absent: { allowUnauthenticatedIdentities: "passes" },
    wrongType: { allowUnauthenticatedIdentities: 1 },
});

testRule(cognitoDeletionProtection, {
    compliant: { deletionProtection: "ACTIVE" },
    violating: [[{ deletionProtection: "INACTIVE" }, /^deletionProtection is not ACTIVE/]],
    unknown: { deletionProtection: "fails" },
    absent: { deletionProtection: "fails" },
    wrongType: { deletionProtection: true },
});
