import * as z from "zod";

import { named } from "../../values";
import { keyArn, nameOrArn, orName } from "./values";

export const existingQueues = named(
    orName(
        z.strictObject({
            name: nameOrArn(
                "[\\w-]{1,80}(\\.fifo)?",
                "sqs",
                "[\\w-]{1,80}(\\.fifo)?",
                "the name or ARN of a queue",
            ).describe("Name or ARN."),
            keyArn: keyArn.describe("ARN of the KMS key of its messages; default: keys of SQS."),
        }),
    ),
).describe("SQS queues by name.");
