/** Points in time, as people say them. */
const UNITS = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * Milliseconds since 1970 of "15m" (before now) or of a point in time such as 2026-01-31T09:00Z; undefined: it is neither.
 * @param now milliseconds since 1970
 */
export function since(text: string, now: number): number | undefined {
    const [, count, unit] = /^(\d{1,6})([smhd])$/.exec(text) ?? [];
    if (count !== undefined) return now - Number(count) * UNITS[unit as keyof typeof UNITS];
    if (!/^\d{4}-\d{2}-\d{2}/.test(text)) return undefined;
    const time = Date.parse(text);
    return Number.isNaN(time) ? undefined : time;
}
