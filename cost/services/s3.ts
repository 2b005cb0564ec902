import { times } from "../ranges";
import type { Estimator, Estimators } from "./estimator";

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

export const s3: Estimators = { "aws:s3/bucket:Bucket": bucket, "aws:s3/bucketV2:BucketV2": bucket };
