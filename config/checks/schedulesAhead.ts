import { keyPath, type Problem, show } from "../messages/problems";
import type { Values } from "../schema";
import { lastTime } from "../syntax/lastTimes";
import type { Check } from "./check";

type Scheduled = Pick<Values, "functions" | "queues" | "services" | "tasks">;

/** A deployed schedule that has happened stands in a stack file for a while: only a new one is refused by AWS. */
const WARNED_DAYS = 30;

type Source = Values["functions"][string]["on"][number] | Values["queues"][string]["on"][number];

interface Past {
    readonly key: string;
    readonly schedule: string;
    readonly last: Date;
}

/**
 * EventBridge Scheduler takes no schedule that will never happen.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export const schedulesAhead: Check = {
    keys: ["functions", "queues", "services", "tasks"],
    run: (values) =>
        past(values, WARNED_DAYS).map(({ key, schedule, last }): Problem => ({
            key,
            message: `${show(schedule)} is not allowed, because its last time was ${text(last)}; it must be a time to come, so take it out or give another`,
        })),
};

/** Schedules that have happened for the last time lately. */
export function scheduleWarnings(values: Scheduled): string[] {
    return past(values, 0).map(
        ({ key, schedule, last }) =>
            `${key}: the last time of ${show(schedule)} was ${text(last)}; take it out, because a new stack cannot have it, and this one no longer ${WARNED_DAYS} days after that.`,
    );
}

function past({ functions, queues, services, tasks }: Scheduled, days: number): Past[] {
    const all = [
        ...Object.entries({ functions, queues }).flatMap(([plural, named]) =>
            Object.entries(named).flatMap(([name, { on }]) =>
                (on as readonly Source[]).flatMap((source, index) =>
                    "schedule" in source && source.schedule !== undefined
                        ? [
                              {
                                  schedule: source.schedule,
                                  timeZone: source.timeZone,
                                  key: keyPath([plural, name, "on", index, "schedule"]),
                              },
                          ]
                        : [],
                ),
            ),
        ),
        ...[
            ...Object.entries(services).map(([name, { schedules }]) => ({
                path: ["services", name],
                schedules,
            })),
            ...Object.entries(tasks).map(([name, { schedules }]) => ({ path: ["tasks", name], schedules })),
        ].flatMap(({ path, schedules }) =>
            Object.entries(schedules).map(([of, { at, timeZone }]) => ({
                ...{ schedule: at, timeZone },
                key: keyPath([...path, "schedules", of, "at"]),
            })),
        ),
    ];
    const now = Date.now() - days * 86_400_000;
    return all.flatMap(({ key, schedule, timeZone }) => {
        const last = lastTime(schedule, timeZone);
        return last !== undefined && last.getTime() < now ? [{ key, schedule, last }] : [];
    });
}

function text(time: Date): string {
    return `${time.toISOString().slice(0, 16)}Z`;
}
