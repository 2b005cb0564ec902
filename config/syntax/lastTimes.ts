/** When schedules happen for the last time. */

/** The last time of a valid schedule; undefined of one that never ends. */
export function lastTime(schedule: string, timeZone: string): Date | undefined {
    const at = /^at\((.+)\)$/.exec(schedule)?.[1];
    if (at !== undefined) return inZone(at, timeZone);
    const years = /^cron\((.+)\)$/.exec(schedule)?.[1]?.trim().split(/\s+/)[5];
    // "*/2" and "2030-2040/2" go on, and end with the last number.
    if (years === undefined || years.startsWith("*")) return undefined;
    const ends = years.split(",").map((part) => {
        const [range = "", step] = part.split("/");
        const last = range.split("-").at(-1);
        return step !== undefined && !range.includes("-") ? Infinity : Number(last);
    });
    const end = Math.max(...ends);
    return Number.isFinite(end) ? inZone(`${end}-12-31T23:59:59`, timeZone) : undefined;
}

/** The instant at which clocks of a zone show a time. */
function inZone(local: string, timeZone: string): Date {
    const shown = new Date(`${local}Z`).getTime();
    // The offset before is that of the time itself, but for an hour twice a year.
    return new Date(shown - offset(new Date(shown - offset(new Date(shown), timeZone)), timeZone));
}

/** By how many milliseconds clocks of a zone are ahead of UTC. */
function offset(instant: Date, timeZone: string): number {
    const parts = new Intl.DateTimeFormat("en", {
        timeZone,
        calendar: "iso8601",
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
    }).formatToParts(instant);
    const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = [
        ...["year", "month", "day", "hour", "minute", "second"],
    ].map((type) => Number(parts.find((part) => part.type === type)?.value));
    return Date.UTC(year, month - 1, day, hour, minute, second) - instant.getTime();
}
