import type { Mutation } from "../../mutations/mutation";

export const acm: readonly Mutation[] = [
    {
        rule: "acm-key-length",
        name: "domain",
        type: "aws:acm/certificate:Certificate",
        set: { keyAlgorithm: "RSA_1024" },
    },
    {
        rule: "acm-renewal",
        name: "domain-cloudfront",
        type: "aws:acm/certificate:Certificate",
        set: { validationMethod: "EMAIL" },
    },
    {
        rule: "acm-transparency",
        name: "domain",
        type: "aws:acm/certificate:Certificate",
        set: { "options.certificateTransparencyLoggingPreference": "DISABLED" },
    },
];
