/** All rules, in alphabetical groups. Explicit, so that nothing is lost unnoticed. */
import type { Rule } from "../core/rule";
import { mendLogRetention } from "./logs/mendRetention";
import { logsRetention } from "./logs/retention";
import { s3PublicAccessBlock } from "./s3/publicAccessBlock";

export const rules: readonly Rule[] = [
    // CloudWatch and CloudTrail
    logsRetention,
    mendLogRetention,
    // S3
    s3PublicAccessBlock,
];
