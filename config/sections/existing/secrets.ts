import * as z from "zod";

import { named } from "../../values";
import { orName, secretName } from "./values";

export const existingSecrets = named(
    orName(
        z.strictObject({
            name: secretName.describe("Name or ARN."),
            rotates: z
                .boolean()
                .default(false)
                .describe("Whether its value changes while workloads run: containers then get its ARN, too."),
        }),
    ),
).describe("Secrets in Secrets Manager by name; their keys are looked up.");
