/**
 * Schedules as EventBridge Scheduler, Application Auto Scaling and AWS Backup read them. Each function returns the
 * words for what is allowed instead; undefined if AWS accepts the text.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */

/** A field of cron, in the order of the expression. */
interface Field {
    readonly name: string;
    readonly low: number;
    readonly high: number;
    readonly names?: readonly string[];
    /** What stands for a day that a number cannot say. */
    readonly special?: RegExp;
    readonly words?: string;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

const FIELDS: readonly Field[] = [
    { name: "minutes", low: 0, high: 59 },
    { name: "hours", low: 0, high: 23 },
    {
        name: "days of the month",
        low: 1,
        high: 31,
        special: /^(\?|LW?|L-([1-9]|[12]\d|30)|([1-9]|[12]\d|3[01])W)$/,
        words: ", L, a weekday such as 15W, or ?",
    },
    { name: "months", low: 1, high: 12, names: MONTHS, words: " or JAN to DEC" },
    {
        name: "days of the week",
        low: 1,
        high: 7,
        names: DAYS,
        special: /^(\?|L|([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5]))$/,
        words: " (1 is Sunday) or SUN to SAT, a last one such as 6L, a second one such as 3#2, or ?",
    },
    { name: "years", low: 1970, high: 2199 },
];

const FORMS =
    'rate(…), cron(…) or at(…), such as "rate(5 minutes)", "cron(0 6 ? * MON-FRI *)" or "at(2030-01-31T06:00:00)"';

/** A schedule of EventBridge Scheduler or Application Auto Scaling. */
export function otherSchedule(text: string): string | undefined {
    const [, form, inner = ""] = /^(rate|cron|at)\((.*)\)$/.exec(text) ?? [];
    switch (form) {
        case "rate":
            return otherRate(inner);
        case "cron":
            return otherCron(inner);
        case "at":
            return otherTime(inner);
        default:
            return FORMS;
    }
}

/**
 * The schedule of a backup plan, which starts a backup once an hour at most.
 * https://docs.aws.amazon.com/aws-backup/latest/devguide/creating-a-backup-plan.html
 */
export function otherBackupSchedule(text: string): string | undefined {
    const inner = /^cron\((.*)\)$/.exec(text)?.[1];
    if (inner === undefined) {
        return 'an AWS cron expression in UTC, such as "cron(0 5 * * ? *)" for every day at 5';
    }
    const minutes = inner.trim().split(/\s+/)[0] ?? "";
    return (
        otherCron(inner) ??
        (/^\d+$/.test(minutes)
            ? undefined
            : `a cron expression with one minute, not "${minutes}": backups start once an hour at most`)
    );
}

function otherRate(inner: string): string | undefined {
    const [, value, unit, plural] = /^([1-9]\d*) (minute|hour|day)(s?)$/.exec(inner) ?? [];
    if (value === undefined || unit === undefined) {
        return 'a rate of a whole number of minutes, hours or days, such as "rate(5 minutes)" or "rate(1 day)"';
    }
    const right = `rate(${value} ${unit}${value === "1" ? "" : "s"})`;
    return (value === "1") === (plural === "") ? undefined : right;
}

function otherTime(inner: string): string | undefined {
    const words =
        'a time without its zone, such as "at(2030-01-31T06:00:00)"; the zone has a key of its own, timeZone';
    if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(inner)) return words;
    const time = new Date(`${inner}Z`);
    // February 30 is another day.
    const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(inner);
    return exists ? undefined : `a day and a time that there are, such as "at(2030-01-31T06:00:00)"`;
}

function otherCron(inner: string): string | undefined {
    const parts = inner.trim().toUpperCase().split(/\s+/);
    if (parts.length !== FIELDS.length) {
        const count = inner.trim() === "" ? 0 : parts.length;
        return `cron with six fields (minutes, hours, day of month, month, day of week, year), not ${count}, such as "cron(0 6 ? * MON-FRI *)"`;
    }
    const [, , ofMonth, , ofWeek] = parts;
    const wrong = FIELDS.flatMap((field, index) => {
        const part = parts[index] ?? "";
        return fits(field, part) ? [] : [`${rangeOf(field)}, not "${part}"`];
    });
    if (wrong.length > 0) return `cron with ${wrong.join("; with ")}`;
    return (ofMonth === "?") === (ofWeek === "?")
        ? 'cron with ? as the day of the month or as the day of the week, and not as both, such as "cron(0 6 ? * MON-FRI *)" or "cron(0 6 1 * ? *)"'
        : undefined;
}

function rangeOf({ name, low, high, words = "" }: Field): string {
    return `${name} from ${low} to ${high}${words}`;
}

function fits(field: Field, text: string): boolean {
    if (field.special?.test(text)) return true;
    return text.split(",").every((element) => isElement(field, element));
}

/** `*`, a value or a range, each with a step or without. */
function isElement(field: Field, element: string): boolean {
    const [range = "", step, ...more] = element.split("/");
    if (more.length > 0) return false;
    const steps = field.high - (field.low === 1970 ? field.low : 0);
    if (step !== undefined && !(/^\d+$/.test(step) && Number(step) >= 1 && Number(step) <= steps))
        return false;
    if (range === "*") return true;
    const [first = "", last, ...others] = range.split("-");
    const from = valueOf(field, first);
    if (others.length > 0 || from === undefined) return false;
    if (last === undefined) return true;
    const to = valueOf(field, last);
    // Days and hours may go past midnight or Saturday, years end.
    return to !== undefined && (field.name !== "years" || from <= to);
}

function valueOf({ low, high, names = [] }: Field, text: string): number | undefined {
    if (names.includes(text)) return names.indexOf(text) + low;
    const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
    return value >= low && value <= high ? value : undefined;
}
