import { keyPath, type Problem, show } from "../../messages/problems";
import type { Check } from "../../checks/check";
import type { Values } from "../../schema";

/** One object for one target comes one way: by a notification of S3, or by a rule of EventBridge. */
export const objectsComeOnce: Check = {
    keys: ["buckets", "functions", "queues"],
    run: ({ buckets, functions, queues }) =>
        Object.entries({ function: functions, queue: queues }).flatMap(([kind, named]) =>
            Object.entries<{ readonly on: readonly object[] }>(named).flatMap(([name, { on }]) =>
                on.flatMap((source, index): Problem[] => {
                    const bucket = "bucket" in source ? String(source.bucket) : undefined;
                    if (bucket === undefined || !Object.hasOwn(buckets, bucket)) return [];
                    const to = `${kind}/${name}`;
                    const twin = buckets[bucket]?.notifications.findIndex((one) => one.to === to) ?? -1;
                    if (twin < 0) return [];
                    const other = keyPath(["buckets", bucket, "notifications", twin]);
                    return [
                        {
                            key: keyPath([`${kind}s`, name, "on", index, "bucket"]),
                            message: `${show(bucket)} is not allowed besides ${other}, because ${to} would get an object twice, in two forms; leave one of the two out`,
                        },
                    ];
                }),
            ),
        ),
};

type Task = Values["tasks"][string];

/** A container gets variables of an event, and code the event itself. */
export const taskEventsFit: Check = {
    keys: ["tasks"],
    run: ({ tasks }) =>
        Object.entries(tasks).flatMap(([name, task]) =>
            task.on.flatMap((source, index) => [
                ...wrongPart(["tasks", name, "on", index], task, source),
                ...(task.code === undefined ? hidden(["tasks", name], task, source, index) : []),
            ]),
        ),
};

type Path = readonly (string | number)[];

function wrongPart(path: Path, { code }: Task, source: Task["on"][number]): Problem[] {
    if (!("variables" in source)) return [];
    const { variables, inputPath } = source;
    const refused = (key: string, value: unknown, why: string): Problem[] => [
        { key: keyPath([...path, key]), message: `${show(value)} is not allowed ${why}` },
    ];
    if (code === undefined) {
        if (inputPath === undefined) return [];
        return refused(
            "inputPath",
            inputPath,
            "with image, because a container gets variables; name them below variables",
        );
    }
    if (Object.keys(variables).length === 0) return [];
    return refused(
        "variables",
        Object.keys(variables),
        "with code, which gets the event itself; take them out, or choose a part by inputPath",
    );
}

/** Variables of the stack file that those of an event would replace. */
function hidden(path: Path, { environment }: Task, source: Task["on"][number], index: number): Problem[] {
    const ofEvent = "variables" in source ? Object.keys(source.variables) : [];
    return Object.keys(environment)
        .filter((name) => ofEvent.includes(name) || (index === 0 && OF_EVENTS.includes(name)))
        .map((name) => ({
            key: keyPath([...path, "environment", name]),
            message: `is not allowed, because a variable of the event that starts the task has this name; give it another`,
        }));
}

/** What every container gets that an event starts. */
const OF_EVENTS = ["EVENT_ID", "EVENT_TYPE", "EVENT_BUCKET", "EVENT_KEY"];
