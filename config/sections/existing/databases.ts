import * as z from "zod";

import { named } from "../../values";
import { secretName, securityGroupId } from "./values";

const identifier = (what: string) =>
    z
        .string()
        .regex(/^[a-zA-Z](-?[a-zA-Z0-9])*$/, `the identifier of a database ${what}, such as shop-prod`)
        .max(63, "an identifier of at most 63 characters");

export const existingDatabases = named(
    z.strictObject({
        cluster: identifier("cluster").optional().describe("Identifier of an Aurora cluster."),
        instance: identifier("instance").optional().describe("Identifier of a single instance, instead."),
        securityGroupId: securityGroupId.describe(
            "A security group of it: each group of callers gets a rule in there, which goes with the stack.",
        ),
        databaseName: z
            .string()
            .regex(/^[A-Za-z_][\w$-]{0,63}$/, "the name of a database on the server")
            .optional()
            .describe("Database on the server; default: the one that was made with it."),
        secret: secretName
            .optional()
            .describe(
                "Secret with members username and password; default: the one that RDS keeps for the master user.",
            ),
        iamUser: z
            .string()
            .regex(/^[A-Za-z_]\w{0,62}$/, "the name of a database user")
            .optional()
            .describe("User that workloads sign in as with an IAM token, instead of a secret."),
    }),
).describe("Databases by name: an Aurora cluster or a single instance.");
