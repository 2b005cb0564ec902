import type { Mutation } from "./mutation";

const TRAIL = { type: "aws:cloudtrail/trail:Trail" } as const;

export const trail: readonly Mutation[] = [
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
    {
        rule: "dns-domain-lock",
        standIn: true,
        // A kind of resource that no stack has is not in the price table either.
        also: ["cost-prices-known"],
        add: [
            {
                type: "aws:route53domains/registeredDomain:RegisteredDomain",
                props: { domainName: "example.org", transferLock: false },
            },
        ],
    },
    { rule: "dns-no-force-destroy", type: "aws:route53/zone:Zone", set: { forceDestroy: true } },
    { rule: "dns-query-logs", add: [{ type: "aws:route53/zone:Zone", props: { name: "example.org" } }] },
    { rule: "trail-customer-key", ...TRAIL, set: { kmsKeyId: undefined } },
    { rule: "trail-multi-region", ...TRAIL, set: { isMultiRegionTrail: false } },
    { rule: "trail-to-logs", ...TRAIL, set: { cloudWatchLogsGroupArn: undefined } },
    { rule: "trail-validation", ...TRAIL, set: { enableLogFileValidation: false } },
];
