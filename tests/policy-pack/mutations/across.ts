import type { Mutation } from "./mutation";

export const across: readonly Mutation[] = [
    {
        rule: "across-allowed-regions",
        // A type without a price: none is known in such a region.
        type: "aws:s3/bucketVersioning:BucketVersioning",
        name: "uploads",
        set: { region: "me-south-1" },
    },
    {
        rule: "across-no-static-credentials",
        type: "pulumi:providers:aws",
        set: { accessKey: "a-key" },
    },
    { rule: "across-protect-stateful", type: "aws:s3/bucket:Bucket", name: "uploads", unprotect: true },
    { rule: "across-required-tags", type: "pulumi:providers:aws", set: { defaultTags: undefined } },
];
