import * as z from "zod";

import { named } from "../../values";
import { keyArn, nameOrArn, orName } from "./values";

export const existingParameters = named(
    orName(
        z.strictObject({
            name: nameOrArn(
                "/?[\\w.-]+(/[\\w.-]+)*",
                "ssm",
                "parameter/[\\w./-]+",
                "the path or ARN of a parameter, such as /shop/prod/address",
            ).describe("Path or ARN."),
            keyArn: keyArn.describe(
                "ARN of the KMS key of a SecureString; default: the key of Systems Manager.",
            ),
        }),
    ),
).describe("Parameters in SSM Parameter Store by name, to read at run time.");
