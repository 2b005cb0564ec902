import * as z from "zod";

import { named } from "../../values";
import { keyArn, nameOrArn, orName } from "./values";

export const existingBuckets = named(
    orName(
        z.strictObject({
            name: nameOrArn(
                "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                "s3",
                "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]",
                "the name or ARN of a bucket",
            ).describe("Name or ARN."),
            keyArn: keyArn.describe("ARN of the KMS key of its objects; default: keys of S3."),
        }),
    ),
).describe("S3 buckets by name.");
