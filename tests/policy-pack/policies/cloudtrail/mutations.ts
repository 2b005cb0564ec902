import type { Mutation } from "../../mutations/mutation";

const TRAIL = { type: "aws:cloudtrail/trail:Trail" } as const;

export const cloudtrail: readonly Mutation[] = [
    { rule: "trail-customer-key", ...TRAIL, set: { kmsKeyId: undefined } },
    { rule: "trail-multi-region", ...TRAIL, set: { isMultiRegionTrail: false } },
    { rule: "trail-to-logs", ...TRAIL, set: { cloudWatchLogsGroupArn: undefined } },
    { rule: "trail-validation", ...TRAIL, set: { enableLogFileValidation: false } },
];
