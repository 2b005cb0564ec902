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
}

/** Reads the summary out of Pulumi's event log: one JSON object per line, the last line possibly cut off. */
export function summarize(eventLog: string): Summary {
    let counts: Record<string, number> | undefined;
    for (const line of eventLog.split("\n")) {
        if (line.includes('"summaryEvent"')) {
            counts = resourceChanges(line) ?? counts;
        }
    }
    const count = (...operations: string[]): number =>
        operations.reduce((sum, operation) => sum + (counts?.[operation] ?? 0), 0);
    return {
        complete: counts !== undefined,
        changes: {
            created: count("create", "import"),
            updated: count("update"),
            replaced: count("replace"),
            deleted: count("delete"),
            unchanged: count("same"),
        },
    };
}

function resourceChanges(line: string): Record<string, number> | undefined {
    try {
        const event = JSON.parse(line) as { summaryEvent?: { resourceChanges?: Record<string, number> } };
        return event.summaryEvent?.resourceChanges;
    } catch {
        return undefined;
    }
}

/** "3 created, 1 updated, 40 unchanged": created, updated and unchanged always, the rest if there is any. */
export function describe(changes: Changes): string {
    const always = ["created", "updated", "unchanged"];
    return (["created", "updated", "replaced", "deleted", "unchanged"] as const)
        .filter((kind) => always.includes(kind) || changes[kind] > 0)
        .map((kind) => `${changes[kind]} ${kind}`)
        .join(", ");
}
