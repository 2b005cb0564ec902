import type { Mutation } from "./mutation";

const TRAIL = { type: "aws:cloudtrail/trail:Trail" } as const;

export const trail: readonly Mutation[] = [
    {
        rule: "acm-key-length",
        type: "aws:acm/certificate:Certificate",
        set: { keyAlgorithm: "RSA_1024" },
    },
    { rule: "dns-query-logs", add: [{ type: "aws:route53/zone:Zone", props: { name: "example.org" } }] },
    { rule: "trail-customer-key", ...TRAIL, set: { kmsKeyId: undefined } },
    { rule: "trail-multi-region", ...TRAIL, set: { isMultiRegionTrail: false } },
    { rule: "trail-to-logs", ...TRAIL, set: { cloudWatchLogsGroupArn: undefined } },
    { rule: "trail-validation", ...TRAIL, set: { enableLogFileValidation: false } },
];
