import { createHash } from "node:crypto";
import * as z from "zod";

/**
 * An issue's memory of earlier scans, in an invisible comment at the top of its body: its stack, and the time at
 * which each finding was first seen.
 */
export interface Memory {
    /** `<project>/<stack>` */
    readonly stack: string;
    /** When each finding was first seen (ISO 8601), by its key. */
    readonly since: ReadonlyMap<string, string>;
    /** Whether there was room for all. */
    readonly complete: boolean;
}

const shape = z.object({
    version: z.literal(1),
    stack: z.string(),
    complete: z.boolean(),
    since: z.record(z.iso.datetime(), z.array(z.string())),
});

/** Only the first line counts: further down stand values that anybody may have put into AWS. */
const marker = /^<!-- plumbline-drift (\{.*\}) -->(?:\r?\n|$)/;

/** Of the 65,536 characters that GitHub allows in a body, those for the memory. */
export const MEMORY_LIMIT = 34_000;

/** A finding's fingerprint, short enough to keep thousands. */
export function keyOf(fingerprint: string): string {
    return createHash("sha256").update(fingerprint).digest("hex").slice(0, 12);
}

/** The memory in an issue's body; undefined if the issue is not one of ours. */
export function recall(body: string): Memory | undefined {
    const text = marker.exec(body)?.[1];
    if (text === undefined) return undefined;
    const parsed = shape.safeParse(parse(text));
    if (!parsed.success) return undefined;
    const { stack, complete, since } = parsed.data;
    const entries = Object.entries(since).flatMap(([time, keys]) => keys.map((key) => [key, time] as const));
    return { stack, complete, since: new Map(entries) };
}

/** The line that remembers. If there is no room for all, the newest are forgotten. */
export function remember({ stack, since, complete }: Memory): string {
    const entries = [...since].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
    // A key takes 15 characters in the list; every time stands in it once.
    let room = MEMORY_LIMIT - stack.length * 6 - 200;
    const kept = new Map<string, string[]>();
    let forgotten = 0;
    for (const [key, time] of entries) {
        room -= kept.has(time) ? 15 : 60;
        if (room < 0) {
            forgotten += 1;
        } else {
            kept.set(time, [...(kept.get(time) ?? []), key]);
        }
    }
    const text = JSON.stringify({
        version: 1,
        stack,
        complete: complete && forgotten === 0,
        since: Object.fromEntries(kept),
    });
    // Nothing in it may end the comment.
    return `<!-- plumbline-drift ${text.replaceAll(">", "\\u003e").replaceAll("<", "\\u003c")} -->`;
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return undefined;
    }
}
