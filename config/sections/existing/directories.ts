import * as z from "zod";

import { named } from "../../values";

export const existingDirectories = named(
    z.strictObject({
        userPoolId: z
            .string()
            .regex(
                /^[a-z]{2}(-[a-z]+)+-\d_[A-Za-z0-9]{1,55}$/,
                "the id of a user pool, such as eu-west-1_Ab12Cd34E",
            )
            .describe("Id of the user pool."),
        clientId: z
            .string()
            .regex(/^[a-z0-9]{1,128}$/, "the id of a client of the user pool")
            .describe("Id of the client that workloads get, and whose tokens APIs take."),
        signInUrl: z
            .url("the https address of its hosted sign-in")
            .regex(/^https:\/\/[^/]+$/, "an address such as https://login.example.com, without a path")
            .optional()
            .describe("Address of its hosted sign-in; default: none."),
    }),
).describe("User directories (Cognito) by name.");
