import type { Mutation } from "./mutation";

export const across: readonly Mutation[] = [
    {
        rule: "across-allowed-regions",
        // Where nobody may be, nobody has looked up prices.
        also: ["cost-prices-known"],
        type: "aws:s3/bucket:Bucket",
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
