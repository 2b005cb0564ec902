import type { Mutation } from "./mutation";

export const s3: readonly Mutation[] = [
    {
        rule: "s3-public-access-block",
        type: "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        set: { blockPublicAcls: false },
    },
];
