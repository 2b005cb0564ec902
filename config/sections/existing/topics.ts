import * as z from "zod";

import { named } from "../../values";
import { keyArn, nameOrArn, orName } from "./values";

export const existingTopics = named(
    orName(
        z.strictObject({
            name: nameOrArn(
                "[\\w-]{1,256}(\\.fifo)?",
                "sns",
                "[\\w-]{1,256}(\\.fifo)?",
                "the name or ARN of a topic",
            ).describe("Name or ARN."),
            keyArn: keyArn.describe("ARN of the KMS key of its messages; default: not encrypted."),
        }),
    ),
).describe("SNS topics by name, to publish to.");
