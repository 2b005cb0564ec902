import { open } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { saysConfigurationError } from "../../config/messages/problems";

/** One event of an operation; the parts of it that are read here. */
export interface EngineEvent {
    readonly resourcePreEvent?: { readonly planning?: boolean; readonly metadata: StepMetadata };
    readonly resOutputsEvent?: { readonly planning?: boolean; readonly metadata: StepMetadata };
    readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
    readonly diagnosticEvent?: {
        readonly urn?: string;
        readonly message: string;
        readonly severity: string;
        readonly ephemeral?: boolean;
    };
    readonly summaryEvent?: SummaryEvent;
}

interface SummaryEvent {
    readonly resourceChanges?: Record<string, number>;
    readonly durationSeconds?: number;
    readonly isPreview?: boolean;
}

/** One resource in an event. Secrets in it read "[secret]". */
export interface StepMetadata {
    readonly op: string;
    readonly urn: string;
    readonly type: string;
    /** Properties that differ, where the provider returns no details. */
    readonly diffs?: readonly string[] | null;
    readonly detailedDiff?: Readonly<Record<string, { readonly diffKind: string }>> | null;
    readonly old?: StepState | null;
    readonly new?: StepState | null;
}

/** Paths of the properties that a step changes. */
export function changedPaths({ op, diffs, detailedDiff }: StepMetadata): string[] {
    const detailed = Object.keys(detailedDiff ?? {});
    return detailed.length > 0 || op === "same" ? detailed : [...(diffs ?? [])];
}

interface StepState {
    readonly inputs?: Readonly<Record<string, unknown>>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

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
    /** The stack's outputs; undefined if the operation did not get to them, or if one is secret: Pulumi shows these. */
    readonly outputs: Readonly<Record<string, unknown>> | undefined;
}

/** The mark of a value that Pulumi shows in another way than it writes it: a secret, an archive, a resource. */
const mark = "4dabf18193072939515e22adb298388d";

/** The stack's outputs in an event: those of the last one are complete. */
function outputsOf(event: EngineEvent | undefined): Summary["outputs"] {
    const { planning, metadata } = event?.resOutputsEvent ?? {};
    if (planning || metadata?.type !== "pulumi:pulumi:Stack") return undefined;
    return metadata.new?.outputs;
}

function isPlain(outputs: Summary["outputs"]): boolean {
    return !JSON.stringify(outputs ?? {}).includes(mark);
}

/** Reads the summary out of Pulumi's event log: one JSON object per line, the last line possibly cut off. */
export function summarize(eventLog: string): Summary {
    let last: SummaryEvent | undefined;
    let outputs: Summary["outputs"];
    for (const line of eventLog.split("\n")) {
        if (line.includes('"summaryEvent"')) {
            last = parseEvent(line)?.summaryEvent ?? last;
        }
        if (line.includes('"resOutputsEvent"') && line.includes('"pulumi:pulumi:Stack"')) {
            outputs = outputsOf(parseEvent(line)) ?? outputs;
        }
    }
    const counts = last?.resourceChanges;
    const count = (...operations: string[]): number =>
        operations.reduce((sum, operation) => sum + (counts?.[operation] ?? 0), 0);
    return {
        complete: counts !== undefined,
        seconds: last?.isPreview === false ? last.durationSeconds : undefined,
        outputs: isPlain(outputs) ? outputs : undefined,
        changes: {
            created: count("create", "import"),
            updated: count("update"),
            replaced: count("replace"),
            deleted: count("delete"),
            unchanged: count("same"),
        },
    };
}

function parseEvent(line: string): EngineEvent | undefined {
    try {
        return JSON.parse(line) as EngineEvent;
    } catch {
        return undefined;
    }
}

/** Whether the program has refused its configuration, before it made anything. */
export function hasRefused(eventLog: string): boolean {
    return eventLog.split("\n").some((line) => {
        if (!line.includes('"diagnosticEvent"')) return false;
        const { severity, message = "" } = parseEvent(line)?.diagnosticEvent ?? {};
        return severity === "error" && saysConfigurationError(message);
    });
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

/** Milliseconds between two looks at the events. */
const interval = 200;

/** Reads a log of one JSON object per line while it is being written. */
export async function follow(
    file: string,
    ended: { readonly yet: boolean },
    onEvent: (event: EngineEvent) => void,
): Promise<void> {
    let rest = "";
    let position = 0;
    for (let last = false; !last;) {
        last = ended.yet;
        if (!last) await sleep(interval);
        const handle = await open(file, "r").catch(() => undefined);
        if (handle === undefined) continue;
        try {
            const { buffer, bytesRead } = await handle.read({
                position,
                buffer: Buffer.alloc((await handle.stat()).size - position),
            });
            position += bytesRead;
            // A character may be cut in two, and so may a line: both are whole in front of a line's end.
            const lines = (rest + buffer.toString("latin1", 0, bytesRead)).split("\n");
            rest = lines.pop() ?? "";
            for (const line of lines)
                onEvent(JSON.parse(Buffer.from(line, "latin1").toString()) as EngineEvent);
        } finally {
            await handle.close();
        }
    }
}
