/** AWS looks back at most this long with periods of an hour: https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html */
const MOST_HOURS = 168;

const HOURS = { day: 24, week: 7 * 24, month: 31 * 24 };

/**
 * Hours from one backup to the next, at most, by a schedule expression.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html
 */
export function hoursBetween(schedule: string): number {
    const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(schedule);
    if (rate)
        return Math.ceil((Number(rate[1]) * { minute: 1, hour: 60, day: 24 * 60 }[rate[2] as "day"]) / 60);
    const [, , dayOfMonth = "*", month = "*", dayOfWeek = "?"] = schedule
        .replace(/^cron\(|\)$/g, "")
        .split(/\s+/);
    if (month !== "*") return 12 * HOURS.month;
    if (!["*", "?"].includes(dayOfWeek)) return HOURS.week;
    return ["*", "?"].includes(dayOfMonth) ? HOURS.day : HOURS.month;
}

/**
 * Hours after which a backup is overdue: one interval, and the time in which it may start and end.
 *
 * @returns undefined if that is longer than an alarm can look back
 */
export function overdueAfter(schedule: string, minutesToComplete: number): number | undefined {
    const hours = hoursBetween(schedule) + Math.ceil(minutesToComplete / 60);
    return hours > MOST_HOURS ? undefined : hours;
}
