import { setTimeout as wait } from "node:timers/promises";
import { throwIfInterrupted } from "../../pulumi/signals";
import type { AccountClient } from "../collect/account";
import { isObject } from "../values/secret";
import type { Finding } from "../report/report";
import { namesOf, regionOf } from "./trailNames";

/** Author and time of a change. */
interface Author {
    readonly by: string;
    readonly at: string;
}

/** Findings that are looked up at most: CloudTrail allows two requests a second. */
const mostLookups = 100;

/** Milliseconds between two requests. */
const between = 500;

/** Failures after one another that end the lookups: then it is no single hitch. */
const mostFailures = 3;

/** Days that CloudTrail remembers. */
const days = 90;

/**
 * Adds author and time of the change to findings, from CloudTrail's event history, which every account has. Findings
 * that the history lacks, or may not be read for, stay without: drift is drift, with or without an author.
 *
 * @param onProgress receives the number of findings looked up, and of all
 * @param pause milliseconds between two requests @default 500, as AWS allows two a second
 * @param signal ends the questions
 * @returns the findings, and why the history could not be asked
 * @throws Failure if interrupted by the signal
 */
export async function addAuthors(
    findings: readonly Finding[],
    client: AccountClient,
    onProgress: (done: number, all: number) => void,
    pause: number = between,
    signal?: AbortSignal,
): Promise<{ readonly findings: Finding[]; readonly problem?: string }> {
    const wanted = findings
        .filter(({ change }) => change === "changed" || change === "missing")
        .slice(0, mostLookups);
    if (wanted.length === 0) return { findings: [...findings] };
    if (client.assumesRole) {
        // The process's own credentials are those of another account, or may not ask: a wrong name is worse than none.
        return {
            findings: [...findings],
            problem:
                "CloudTrail was not asked: the provider assumes a role, and the scan has its own credentials only.",
        };
    }
    const lookUp = await createLookup(client, pause, signal);
    const authors = new Map<Finding, Author>();
    let [failures, missed, why] = [0, 0, ""];
    for (const [index, finding] of wanted.entries()) {
        onProgress(index, wanted.length);
        try {
            const author = await authorOf(finding, client, lookUp);
            if (author) authors.set(finding, author);
            failures = 0;
        } catch (error) {
            throwIfInterrupted(signal);
            why = error instanceof Error ? error.name : String(error);
            failures++;
            missed++;
        }
        if (failures === mostFailures) {
            missed += wanted.length - index - 1;
            break;
        }
    }
    return {
        findings: findings.map((finding) => ({ ...finding, ...authors.get(finding) })),
        ...(missed === 0
            ? {}
            : {
                  problem: `CloudTrail could not be asked about ${missed} of ${wanted.length} findings (${why}).`,
              }),
    };
}

/** Asks the history of a region for the events of a resource with some name. */
type Lookup = (region: string, name: string) => Promise<readonly TrailEvent[]>;

async function createLookup(
    settings: AccountClient,
    pause: number,
    signal: AbortSignal | undefined,
): Promise<Lookup> {
    const { CloudTrailClient, LookupEventsCommand } = await import("@aws-sdk/client-cloudtrail");
    const clients = new Map<string, InstanceType<typeof CloudTrailClient>>();
    let asked = false;
    return async (region, name) => {
        const client = clients.get(region) ?? new CloudTrailClient({ ...settings, region });
        clients.set(region, client);
        if (asked) await wait(pause, undefined, signal === undefined ? {} : { signal });
        asked = true;
        const { Events = [] } = await client.send(
            new LookupEventsCommand({
                LookupAttributes: [{ AttributeKey: "ResourceName", AttributeValue: name }],
                StartTime: new Date(Date.now() - days * 86_400_000),
                MaxResults: 50,
            }),
            signal === undefined ? {} : { abortSignal: signal },
        );
        return Events;
    };
}

async function authorOf(
    finding: Finding,
    { region: stack, regions }: AccountClient,
    lookUp: Lookup,
): Promise<Author | undefined> {
    const region = regionOf(finding, regions?.get(finding.urn), stack);
    for (const { name, mentions = "" } of namesOf(finding)) {
        const author = lastAuthor(await lookUp(region, name), mentions);
        if (author) return author;
    }
    return undefined;
}

interface TrailEvent {
    readonly EventName?: string | undefined;
    readonly EventTime?: Date | undefined;
    readonly Username?: string | undefined;
    readonly ReadOnly?: string | undefined;
    readonly CloudTrailEvent?: string | undefined;
}

/** Author and time of the latest changing event that mentions a text: events come newest first. */
function lastAuthor(events: readonly TrailEvent[], mentions: string): Author | undefined {
    const event = events.find(
        ({ ReadOnly, EventTime, CloudTrailEvent = "" }) =>
            ReadOnly !== "true" && EventTime !== undefined && CloudTrailEvent.includes(mentions),
    );
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
        // The event's summary has a user name as well.
    }
    return Username ?? "unknown";
}
