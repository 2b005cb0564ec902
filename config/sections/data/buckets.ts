import * as z from "zod";

import { STORAGE_CLASSES } from "../../../model/storageClasses";
import { named, origin, reference, whole } from "../../values";
import { LOCK_MODES } from "../../../model/choices";
import { givenName } from "./givenNames";

const transition = z
    .strictObject({
        afterDays: whole(0, 3650, "days").describe("Days after an object was written."),
        to: z.enum(STORAGE_CLASSES).describe("Storage class it moves to."),
    })
    .refine(({ afterDays, to }) => to !== "STANDARD_IA" || afterDays >= 30, {
        message: "at least 30 with STANDARD_IA, which takes objects of that age",
        path: ["afterDays"],
    });

/** The way of objects that grow old; S3 knows no way back. */
const WAY = ["STANDARD_IA", "INTELLIGENT_TIERING", "GLACIER_IR", "GLACIER", "DEEP_ARCHIVE"];
/** Days that an object stays in STANDARD_IA before it moves on. */
const INFREQUENT_DAYS = 30;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/lifecycle-transition-general-considerations.html */
function wrongOrder(
    transitions: readonly { readonly afterDays: number; readonly to: string }[],
): { index: number; message: string }[] {
    const byAge = transitions
        .map((entry, index) => ({ ...entry, index }))
        .sort((a, b) => a.afterDays - b.afterDays);
    return byAge.flatMap(({ to, afterDays, index }, place) => {
        const before = byAge[place - 1];
        if (before === undefined) return [];
        const twin = byAge.find((other) => other.to === to && other.index < index);
        if (twin)
            return [
                { index, message: `another storage class than the other transitions: ${to} is there twice` },
            ];
        if (WAY.indexOf(to) < WAY.indexOf(before.to)) {
            return [
                {
                    index,
                    message: `a storage class that comes after ${before.to} on the way ${WAY.join(", ")}, not ${to}`,
                },
            ];
        }
        const least = before.afterDays + (before.to === "STANDARD_IA" ? INFREQUENT_DAYS : 1);
        return afterDays >= least
            ? []
            : [
                  {
                      index,
                      message: `afterDays of at least ${least}, because objects move to ${before.to} after ${before.afterDays} days`,
                  },
              ];
    });
}

const notification = z.strictObject({
    to: reference("queue", "function").describe("Target: a standard queue or a function."),
    events: z
        .array(z.enum(["created", "removed", "restored"]))
        .min(1, "at least one event")
        .default(["created"])
        .describe("Events that notify the target."),
    prefix: z.string().max(1024).optional().describe("Prefix of object keys."),
    suffix: z.string().max(1024).optional().describe("Suffix of object keys."),
});

/** Buckets by name. */
export function buckets() {
    return named(
        z
            .strictObject({
                name: givenName("bucket"),
                versioned: z.boolean().default(true).describe("Keep former versions of objects for 30 days."),
                expireDays: whole(1, 3650, "days")
                    .optional()
                    .describe("Days after which objects are deleted."),
                transitions: z
                    .array(transition)
                    .default([])
                    .describe("Cheaper storage classes for objects that grow old."),
                corsOrigins: z
                    .array(origin)
                    .default([])
                    .describe("Origins whose pages may read and write objects."),
                notifications: z
                    .array(notification)
                    .default([])
                    .describe("Event notifications to queues and functions."),
                lock: z
                    .strictObject({
                        mode: z
                            .enum(LOCK_MODES)
                            .default("governance")
                            .describe(
                                "Whether a special permission lifts the lock (governance), or nothing does.",
                            ),
                        days: whole(1, 36_500, "days").describe("Days that an object is locked."),
                    })
                    .optional()
                    .describe("Objects that can be neither deleted nor overwritten for a while."),
            })
            .refine(({ lock, versioned }) => lock === undefined || versioned, {
                message: "true with lock, which locks versions of objects",
                path: ["versioned"],
            })
            .refine(
                ({ expireDays, transitions }) =>
                    transitions.every(({ afterDays }) => afterDays < (expireDays ?? Infinity)),
                { message: "afterDays below expireDays in each entry", path: ["transitions"] },
            )
            .superRefine(({ transitions }, context) => {
                for (const { index, message } of wrongOrder(transitions)) {
                    context.addIssue({ code: "custom", message, path: ["transitions", index] });
                }
            }),
    );
}
