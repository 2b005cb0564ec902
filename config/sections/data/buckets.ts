import * as z from "zod";

import { STORAGE_CLASSES } from "../../../model/storageClasses";
import { named, origin, reference, whole } from "../../values";
import { LOCK_MODES } from "../../../model/choices";

const transition = z
    .strictObject({
        afterDays: whole(0, 3650, "days").describe("Days after an object was written."),
        to: z.enum(STORAGE_CLASSES).describe("Storage class it moves to."),
    })
    .refine(({ afterDays, to }) => to !== "STANDARD_IA" || afterDays >= 30, {
        message: "STANDARD_IA takes objects of 30 days or more",
    });

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
                message: "lock needs versioned: true",
            })
            .refine(
                ({ expireDays, transitions }) =>
                    transitions.every(({ afterDays }) => afterDays < (expireDays ?? Infinity)),
                { message: "transitions must come before expireDays" },
            ),
    );
}
