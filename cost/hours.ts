/** Working hours: the part of a month for which something that starts and stops by the clock is billed. */
import { read, type Stack } from "./stack";
import type { CostResource } from "./types";

const DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];
const DAY_MINUTES = 24 * 60;
const WEEK_MINUTES = 7 * DAY_MINUTES;

/** A time of the week at which something starts, or stops. */
export interface Turn {
    /** Five fields of Unix's cron, or `cron(…)` of AWS's. */
    readonly cron: string | undefined;
    readonly isOn: boolean;
}

/** The part of a week that something runs; 1 if it never stops, or if its times are not the same every week. */
export function awakeShare(turns: readonly Turn[]): number {
    const times = turns.map(({ cron, isOn }) => ({ minutes: minutesOf(cron), isOn }));
    if (times.some(({ minutes }) => minutes === undefined)) return 1;
    const all = times
        .flatMap(({ minutes = [], isOn }) => minutes.map((minute) => ({ minute, isOn })))
        .sort((a, b) => a.minute - b.minute);
    const first = all[0];
    if (first === undefined || !all.some(({ isOn }) => !isOn) || !all.some(({ isOn }) => isOn)) return 1;
    const on = all.reduce((sum, { minute, isOn }, index) => {
        const next = all[index + 1]?.minute ?? first.minute + WEEK_MINUTES;
        return isOn ? sum + next - minute : sum;
    }, 0);
    return on / WEEK_MINUTES;
}

/** The part of a week that a resource runs, by resources of a type that start and stop it. */
export function shareOf(
    stack: Stack,
    resource: CostResource,
    type: string,
    turn: (schedule: CostResource) => Turn | undefined,
): number {
    return awakeShare(stack.referringTo(resource, type).flatMap((schedule) => turn(schedule) ?? []));
}

/** Schedules of EventBridge Scheduler that start and stop a database. */
export function databaseTurn(schedule: CostResource): Turn | undefined {
    const [, action] =
        /^arn:aws:scheduler:::aws-sdk:rds:(start|stop)DB/.exec(read(schedule).text("target.arn") ?? "") ?? [];
    if (action === undefined) return undefined;
    return { cron: read(schedule).text("scheduleExpression"), isOn: action === "start" };
}

/** Minutes of the week, from Sunday on; undefined for a cron that is not of certain times of certain days of the week. */
function minutesOf(cron: string | undefined): number[] | undefined {
    const aws = /^cron\((.*)\)$/.exec(cron ?? "")?.[1];
    const [minute = "", hour = "", dayOfMonth = "", month = "", dayOfWeek = "", year = "*"] = (
        aws ??
        cron ??
        ""
    ).split(" ");
    const isWeekly = /^[*?]$/.test(dayOfMonth) && month === "*" && year === "*";
    // Unix counts from Sunday as 0, AWS from 1.
    const days = daysOf(dayOfWeek, aws === undefined ? 0 : 1);
    if (!isWeekly || !/^\d+$/.test(minute) || !/^\d+$/.test(hour) || days === undefined) return undefined;
    return days.map((day) => day * DAY_MINUTES + Number(hour) * 60 + Number(minute));
}

function daysOf(field: string, sunday: number): number[] | undefined {
    if (field === "*" || field === "?") return DAYS.map((_, day) => day);
    const dayOf = (text: string): number =>
        /^\d$/.test(text) ? (Number(text) - sunday + 7) % 7 : DAYS.indexOf(text.toUpperCase());
    const days = field.split(",").flatMap((part) => {
        const [first = "", last = first] = part.split("-");
        const [from, to] = [dayOf(first), dayOf(last)];
        if (from < 0 || to < 0) return [-1];
        return Array.from({ length: ((to - from + 7) % 7) + 1 }, (_, index) => (from + index) % 7);
    });
    return days.includes(-1) ? undefined : days;
}
