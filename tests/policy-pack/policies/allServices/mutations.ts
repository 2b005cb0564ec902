import type { Sent } from "../../support/engine";
import type { Mutation } from "../../mutations/mutation";

/**
 * Of the stack's own provider a rehearsal makes one for an emulator, which may have credentials. This one's endpoint
 * the provider takes for one of this machine, and the rule does not: nothing is asked there.
 */
const second: Sent = {
    type: "pulumi:providers:aws",
    name: "second",
    props: {
        region: "eu-west-1",
        endpoints: [{ sts: "http://elsewhere.localhost:1" }],
        skipCredentialsValidation: true,
        skipMetadataApiCheck: true,
        skipRequestingAccountId: true,
    },
};

export const allServices: readonly Mutation[] = [
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
        name: "second",
        own: [second],
        set: { token: "a-token" },
    },
    { rule: "across-protect-stateful", type: "aws:s3/bucket:Bucket", name: "uploads", unprotect: true },
    {
        rule: "across-required-tags",
        type: "pulumi:providers:aws",
        name: "aws",
        set: { defaultTags: { tags: { Project: "plumbline", Environment: "prod", CostCenter: "3000" } } },
        everywhere: true,
    },
    {
        rule: "across-runtime-supported",
        type: "aws:rds/cluster:Cluster",
        name: "app",
        set: { engineVersion: "13" },
    },
];
