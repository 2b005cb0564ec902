/** How many resources an operation created, changed, left alone. */
export interface Changes {
    readonly created: number;
    readonly updated: number;
    readonly replaced: number;
    readonly deleted: number;
    readonly unchanged: number;
}

export interface Summary {
    readonly changes: Changes;
    /** Whether the operation got as far as its own summary; false if it was cut off. */
    readonly complete: boolean;
    /** Seconds that the changes took, without preview and question; undefined if it did not get to them. */
    readonly seconds: number | undefined;
}

interface SummaryEvent {
    readonly resourceChanges?: Record<string, number>;
    readonly durationSeconds?: number;
    readonly isPreview?: boolean;
}

interface LoggedEvent {
    readonly summaryEvent?: SummaryEvent;
    readonly resourcePreEvent?: { readonly planning?: boolean };
}

/** Reads the summary out of Pulumi's event log: one JSON object per line, the last line possibly cut off. */
export function summarize(eventLog: string): Summary {
    let last: SummaryEvent | undefined;
    for (const line of eventLog.split("\n")) {
        if (line.includes('"summaryEvent"')) {
            last = parseEvent(line)?.summaryEvent ?? last;
        }
    }
    const counts = last?.resourceChanges;
    const count = (...operations: string[]): number =>
        operations.reduce((sum, operation) => sum + (counts?.[operation] ?? 0), 0);
    return {
        complete: counts !== undefined,
        seconds: last?.isPreview === false ? last.durationSeconds : undefined,
        changes: {
            created: count("create", "import"),
            updated: count("update"),
            replaced: count("replace"),
            deleted: count("delete"),
            unchanged: count("same"),
        },
    };
}

function parseEvent(line: string): LoggedEvent | undefined {
    try {
        return JSON.parse(line) as LoggedEvent;
    } catch {
        return undefined;
    }
}

/** Whether an operation got as far as its first step: the steps of a preview in front of it are marked as planned. */
export function hasBegun(eventLog: string): boolean {
    return eventLog
        .split("\n")
        .some(
            (line) =>
                line.includes('"resourcePreEvent"') && parseEvent(line)?.resourcePreEvent?.planning !== true,
        );
}

/** "3 created, 1 updated, 40 unchanged": created, updated and unchanged always, the rest if there is any. */
export function describe(changes: Changes): string {
    const always = ["created", "updated", "unchanged"];
    return (["created", "updated", "replaced", "deleted", "unchanged"] as const)
        .filter((kind) => always.includes(kind) || changes[kind] > 0)
        .map((kind) => `${changes[kind]} ${kind}`)
        .join(", ");
}
