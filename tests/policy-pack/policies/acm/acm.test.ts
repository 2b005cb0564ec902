import { acmKeyLength } from "../../../../policy-pack/policies/acm/keyLength";
import { acmRenewal } from "../../../../policy-pack/policies/acm/renewal";
import { acmTransparency } from "../../../../policy-pack/policies/acm/transparency";
import { testRule } from "../../support/fixtures";

testRule(acmKeyLength, {
    compliant: { keyAlgorithm: "EC_prime256v1" },
    also: [{ keyAlgorithm: "RSA_2048" }],
    violating: [[{ keyAlgorithm: "RSA_1024" }, /^keyAlgorithm is too short/]],
    unknown: { keyAlgorithm: "fails" },
    absent: { keyAlgorithm: "passes" },
    wrongType: { keyAlgorithm: 1024 },
});

testRule(acmRenewal, {
    compliant: { domainName: "shop.example.com", validationMethod: "DNS" },
    violating: [
        [{ validationMethod: "EMAIL" }, /^validationMethod is EMAIL/],
        [{ certificateBody: "-----BEGIN CERTIFICATE-----" }, /^certificateBody is set: imported/],
    ],
    unknown: { validationMethod: "fails", certificateBody: "fails" },
    // Private certificates are renewed without.
    absent: { validationMethod: "passes" },
    wrongType: { validationMethod: 7 },
});

const LOGGED = "options.certificateTransparencyLoggingPreference";

testRule(acmTransparency, {
    compliant: { options: { certificateTransparencyLoggingPreference: "ENABLED" } },
    violating: [[{ [LOGGED]: "DISABLED" }, /certificateTransparencyLoggingPreference is DISABLED/]],
    unknown: { options: "fails", [LOGGED]: "fails" },
    absent: { options: "passes", [LOGGED]: "passes" },
    wrongType: { options: "none", [LOGGED]: false },
});
