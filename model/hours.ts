/** Working hours of workloads and databases that sleep at night. */

export const DAYS = ["MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN"] as const;
export type Day = (typeof DAYS)[number];

/** When something runs; at all other times it is stopped. */
export interface Hours {
    /** Days on which it starts and stops. @default Monday to Friday */
    readonly days?: readonly Day[];
    /** Time of day at which it starts, as `HH:MM`. */
    readonly from: string;
    /** Time of the same day at which it stops, as `HH:MM`; later than `from`. */
    readonly to: string;
    /** Time zone of both, as IANA names it. @default "UTC" */
    readonly timeZone?: string;
}

/** Days from Monday to Friday. */
export const WEEKDAYS: readonly Day[] = DAYS.slice(0, 5);

/** The two times of a day, in a form of cron. */
export interface Times {
    readonly wake: string;
    readonly sleep: string;
}

/** `cron(…)` of EventBridge Scheduler and Application Auto Scaling. */
export function awsCrons(hours: Hours): Times {
    const days = daysOf(hours).join(",");
    return both(hours, (hour, minute) => `cron(${minute} ${hour} ? * ${days} *)`);
}

/** Five fields as Unix's cron has them, where Sunday is 0: the form of EC2 Auto Scaling. */
export function unixCrons(hours: Hours): Times {
    const days = daysOf(hours)
        .map((day) => (DAYS.indexOf(day) + 1) % DAYS.length)
        .sort((a, b) => a - b)
        .join(",");
    return both(hours, (hour, minute) => `${minute} ${hour} * * ${days}`);
}

/** The days in the order of a week, so that the order of a list in a stack file decides nothing. */
function daysOf({ days = WEEKDAYS }: Hours): Day[] {
    return DAYS.filter((day) => days.includes(day));
}

function both({ from, to }: Hours, cron: (hour: number, minute: number) => string): Times {
    const at = (time: string): string => {
        const [hour = 0, minute = 0] = time.split(":").map(Number);
        return cron(hour, minute);
    };
    return { wake: at(from), sleep: at(to) };
}
