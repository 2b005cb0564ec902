/** Schedules of rotations, as Secrets Manager has them: `rate(30 days)`, `cron(0 8 1 * ? *)`. */

/** Minimum days between rotations of a schedule; undefined for kinds that need no report. */
export function daysOf(schedule: string): number | undefined {
    const [, count, unit = ""] = /^rate\((\d+) (day|hour)s?\)$/i.exec(schedule.trim()) ?? [];
    if (count !== undefined) return Number(count) / (/^hour$/i.test(unit) ? 24 : 1);
    // Minutes, hours, days, months. One month is once a year, `1/3` once in three months.
    const [, month = ""] = /^cron\((?:\S+ ){3}(\S+) /i.exec(schedule.trim()) ?? [];
    if (/^(\d+|[a-z]{3})$/i.test(month)) return 365;
    const [, step] = /^(?:\*|\w+)\/(\d+)$/.exec(month) ?? [];
    return step === undefined ? undefined : Number(step) * 30;
}
