import * as z from "zod";

import { named } from "../../values";
import { nameOrArn, orName } from "./values";

export const existingTables = named(
    orName(
        z.strictObject({
            name: nameOrArn(
                "[\\w.-]{3,255}",
                "dynamodb",
                "table/[\\w.-]{3,255}",
                "the name or ARN of a table, of 3 to 255 characters",
            ).describe("Name or ARN."),
        }),
    ),
).describe("DynamoDB tables by name; indexes, stream and key are looked up.");
