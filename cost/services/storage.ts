/** Storage billed per GB: S3, ECR, AWS Backup. */
import { times } from "../ranges";
import type { Estimator, Estimators } from "../estimator";

const bucket: Estimator = (_, { assumptions }) => [
    { what: "storage", price: "s3/storage", quantity: assumptions.bucketGb, assumptions: ["bucketGb"] },
    {
        what: "requests that write or list",
        price: "s3/write",
        quantity: times(assumptions.bucketWrites, 1e-3),
        assumptions: ["bucketWrites"],
    },
    {
        what: "requests that read",
        price: "s3/read",
        quantity: times(assumptions.bucketReads, 1e-3),
        assumptions: ["bucketReads"],
    },
];

export const storage: Estimators = {
    "aws:s3/bucket:Bucket": bucket,
    "aws:s3/bucketV2:BucketV2": bucket,
    "aws:ecr/repository:Repository": (_, { assumptions }) => [
        { what: "images", price: "ecr/storage", quantity: assumptions.imageGb, assumptions: ["imageGb"] },
    ],
    "aws:backup/vault:Vault": (_, { assumptions }) => [
        {
            what: "recovery points",
            price: "backup/storage",
            quantity: assumptions.backupGb,
            assumptions: ["backupGb"],
        },
    ],
};
