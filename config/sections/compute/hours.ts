import * as z from "zod";

import { DAYS, WEEKDAYS } from "../../../model/hours";
import { timeZone } from "../../values";

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

const time = z
    .string('a time of day in quotes, such as "07:30"')
    .regex(TIME, 'a time of day from "00:00" to "23:59"');

/** When something runs. */
export const hours = z
    .strictObject({
        days: z
            .array(z.enum(DAYS))
            .min(1, "at least 1 day")
            .refine((days) => new Set(days).size === days.length, "each day once")
            .default([...WEEKDAYS])
            .describe("Days on which it starts and stops."),
        from: time.describe("Time of day at which it starts."),
        to: time.describe("Time of the same day at which it stops."),
        timeZone: timeZone.describe("Time zone of both."),
    })
    // A time that is none has been complained of.
    .refine(({ from, to }) => from < to || !TIME.test(from) || !TIME.test(to), {
        message: "a time later than from",
        path: ["to"],
    });
