import * as z from "zod";

import { named } from "../../values";
import { secretName, securityGroupId } from "./values";

export const existingCaches = named(
    z.strictObject({
        replicationGroup: z
            .string()
            .regex(/^[a-zA-Z](-?[a-zA-Z0-9])*$/, "the id of a replication group, such as sessions")
            .max(40, "an id of at most 40 characters")
            .describe("Id of a replication group, without cluster mode."),
        securityGroupId: securityGroupId.describe(
            "A security group of it: each group of callers gets a rule in there, which goes with the stack.",
        ),
        token: secretName.optional().describe("Secret with its token; default: it asks for none."),
    }),
).describe("Caches (ElastiCache) by name.");
