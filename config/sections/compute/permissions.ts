/** `permissions:` of everything that runs code: what no entry of `uses` gives. */
import * as z from "zod";

import { otherAction, otherOperator, otherResource } from "../../syntax/permissions";
import { judged } from "../../values";

const action = judged(otherAction, /^[a-z0-9-]+:[A-Za-z*?][A-Za-z0-9*?]*$/);
const resource = judged(otherResource, /^(\*|arn:.+)$/);
const conditionKey = z
    .string()
    .regex(
        /^[A-Za-z0-9-]+:[\w/.:@+=${}-]+$/,
        'a condition key such as "aws:ResourceTag/Team" or "s3:prefix"',
    );
const conditionValue = z.string("text; put numbers and booleans in quotes");

export const permissions = z
    .array(
        z.strictObject({
            effect: z
                .enum(["Allow", "Deny"])
                .default("Allow")
                .describe("Whether it allows the actions, or denies them whatever else allows them."),
            actions: z
                .array(action)
                .min(1, "at least 1 action")
                .describe("Actions, * and ? in their names standing for others."),
            resources: z
                .array(resource)
                .min(1, "at least 1 resource")
                .describe(
                    'ARNs, with {region}, {accountId}, {stack} and {project} in them; "*" for actions that AWS cannot limit.',
                ),
            conditions: z
                .record(
                    judged(otherOperator, /^[A-Za-z:]+$/),
                    z.record(
                        conditionKey,
                        z.union([conditionValue, z.array(conditionValue).min(1, "at least 1 value")]),
                    ),
                )
                .default({})
                .describe("Conditions, by operator and key, as IAM has them."),
        }),
    )
    .max(50, "at most 50 statements")
    .default([])
    .describe("Permissions besides those that uses gives; the policies judge them.");
