/** Points in time, as ISO 8601 writes them. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)$/;

const WORDS =
    'a time with its zone, in quotes, such as "2026-03-01T09:30:00Z" or "2026-03-01T10:30:00+01:00", or latest';

/**
 * What is allowed instead of a text; undefined: it is a time that has been, or `latest`.
 *
 * @param now milliseconds since 1970
 */
export function otherTime(text: string, now = Date.now()): string | undefined {
    if (text === "latest") return undefined;
    const at = TIME.test(text) ? Date.parse(text) : Number.NaN;
    // A day that the month has not got is read as one of the next month.
    if (Number.isNaN(at) || !isDay(text.slice(0, 10))) return WORDS;
    return at < now ? undefined : "a time that has been, or latest";
}

function isDay(day: string): boolean {
    const read = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(day);
}
