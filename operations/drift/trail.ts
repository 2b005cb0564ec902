import type { ClientSettings } from "../engine/awsClient";
import { throwIfInterrupted } from "../engine/signals";
import { isObject } from "./secret";
import type { Finding } from "./report";

/** Who changed something, and when. */
interface Author {
    readonly by: string;
    readonly at: string;
}

/** Findings that are looked up at most: CloudTrail allows two requests a second. */
const mostLookups = 100;

/** Days that CloudTrail remembers. */
const days = 90;

/**
 * Adds who changed it and when to findings, from CloudTrail's event history, which every account has. What the
 * history does not know, or may not be asked, stays without: drift is drift, whoever made it.
 *
 * @param onProgress told how many of how many findings were looked up
 * @param signal ends the questions
 * @returns the findings, and why the history could not be asked
 * @throws Failure if interrupted by the signal
 */
export async function addAuthors(
    findings: readonly Finding[],
    client: ClientSettings,
    onProgress: (done: number, all: number) => void,
    signal?: AbortSignal,
): Promise<{ readonly findings: Finding[]; readonly problem?: string }> {
    const wanted = findings
        .filter(({ change }) => change === "changed" || change === "missing")
        .slice(0, mostLookups);
    if (wanted.length === 0) return { findings: [...findings] };
    const { CloudTrailClient, LookupEventsCommand } = await import("@aws-sdk/client-cloudtrail");
    const trail = new CloudTrailClient(client);
    const authors = new Map<Finding, Author>();
    try {
        for (const [index, finding] of wanted.entries()) {
            onProgress(index, wanted.length);
            for (const name of namesOf(finding)) {
                const { Events = [] } = await trail.send(
                    new LookupEventsCommand({
                        LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: name }],
                        StartTime: new Date(Date.now() - days * 86_400_000),
                        MaxResults: 50,
                    }),
                    signal === undefined ? {} : { abortSignal: signal },
                );
                const author = lastAuthor(Events);
                if (author) {
                    authors.set(finding, author);
                    break;
                }
            }
        }
    } catch (error) {
        throwIfInterrupted(signal);
        const why = error instanceof Error ? error.name : String(error);
        return {
            findings: withAuthors(findings, authors),
            problem: `CloudTrail could not be asked (${why}).`,
        };
    }
    return { findings: withAuthors(findings, authors) };
}

function withAuthors(findings: readonly Finding[], authors: ReadonlyMap<Finding, Author>): Finding[] {
    return findings.map((finding) => ({ ...finding, ...authors.get(finding) }));
}

/** What CloudTrail may call a resource: its id, or the name at the end of its ARN. */
function namesOf({ id }: Finding): string[] {
    if (id === undefined) return [];
    const last = id.startsWith("arn:") ? id.split(/[:/]/).at(-1) : undefined;
    return [...new Set([id, ...(last ? [last] : [])])];
}

interface TrailEvent {
    readonly EventName?: string | undefined;
    readonly EventTime?: Date | undefined;
    readonly Username?: string | undefined;
    readonly ReadOnly?: string | undefined;
    readonly CloudTrailEvent?: string | undefined;
}

/** Of the last event that changed something: they come newest first. */
function lastAuthor(events: readonly TrailEvent[]): Author | undefined {
    const event = events.find(({ ReadOnly, EventTime }) => ReadOnly !== "true" && EventTime !== undefined);
    if (event?.EventTime === undefined) return undefined;
    return {
        by: `${whoOf(event)} (${event.EventName ?? "?"})`,
        at: event.EventTime.toISOString(),
    };
}

/** The person or role, with its session's name. */
function whoOf({ Username, CloudTrailEvent }: TrailEvent): string {
    try {
        const detail: unknown = JSON.parse(CloudTrailEvent ?? "{}");
        const identity = isObject(detail) ? detail["userIdentity"] : undefined;
        const arn = isObject(identity) ? identity["arn"] : undefined;
        if (typeof arn === "string") return arn.split(":").slice(5).join(":");
    } catch {
        // The event's summary names somebody as well.
    }
    return Username ?? "unknown";
}
