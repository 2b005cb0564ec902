import type { Settings } from "../../config/validate";
import { sign } from "../emulator/request";
import { configuredClient, placeOf } from "../pulumi/awsClient";
import type { Engine } from "../pulumi/engine";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Resource } from "../state/resource";
import { readState } from "../state/stacks";
import { type Question, type Singleton, singletons } from "./singletons";

/** Asks AWS, and returns the answer's text. @throws Error with the reason if there is none */
export type Ask = (question: Question) => Promise<string>;

/** What is wrong with the configured modes, and what could not be looked at. */
export interface Looked {
    readonly problems: readonly string[];
    readonly notes: readonly string[];
}

/**
 * Compares the configured modes with what the account has: a resource that there is once cannot be created beside the one
 * that is there, and where there is none, none can be adopted.
 */
export async function lookAtSingletons(
    settings: Settings,
    state: readonly Resource[],
    ask: Ask,
): Promise<Looked> {
    const own = new Set(state.filter(({ external }) => external !== true).map(({ type }) => type));
    const looked = await Promise.all(
        singletons.map(async (singleton): Promise<Partial<Record<"problem" | "note", string>>> => {
            const wanted = singleton.wanted(settings);
            if (wanted === undefined || wanted.mode === "skip" || own.has(singleton.type)) return {};
            try {
                const problem = problemOf(singleton, wanted, singleton.found(await ask(singleton.question)));
                return problem === undefined ? {} : { problem };
            } catch (error) {
                const reason = error instanceof Error ? error.message : String(error);
                return { note: `Whether the account has ${singleton.what} could not be seen: ${reason}` };
            }
        }),
    );
    return {
        problems: looked.flatMap(({ problem }) => problem ?? []),
        notes: looked.flatMap(({ note }) => note ?? []),
    };
}

function problemOf(
    { key, what, adopt }: Singleton,
    { mode, adopts }: { readonly mode: string; readonly adopts?: string | undefined },
    found: readonly string[],
): string | undefined {
    const [first] = found;
    if (mode === "create") {
        return first === undefined
            ? undefined
            : `plumbline:${key}: "create" is not possible, because the account has ${what} already (${first}), and AWS ` +
                  `allows one; set ${adopt(first)}`;
    }
    if (adopts === undefined ? found.length > 0 : found.includes(adopts)) return undefined;
    const which = adopts === undefined ? what : `${what} "${adopts}"`;
    const instead =
        first === undefined ? `set plumbline:${key}: create` : `set ${adopt(first)}, which is there`;
    return `plumbline:${key}: "adopt" is not possible, because the account has not got ${which}; ${instead}`;
}

/**
 * Looks, before anything is created, whether the account's singletons are as the stack file says.
 *
 * @param note is told what could not be looked at
 * @throws Failure that lists every problem
 */
export async function needSingletons(
    engine: Engine,
    settings: Settings,
    note: (text: string) => void,
): Promise<void> {
    const state = await readState(engine);
    const { problems, notes } = await lookAtSingletons(
        settings,
        state?.resources ?? [],
        askAws(engine, settings),
    );
    for (const text of notes) note(text);
    if (problems.length === 0) return;
    throw new Failure(
        `Nothing was changed, because of what account ${settings.accountId} has:\n${problems.map((each) => `  ${each}`).join("\n")}`,
        exitCodes.usage,
    );
}

/** How AWS, or the emulator in its place, is asked. */
function askAws(engine: Engine, settings: Settings): Ask {
    const client = configuredClient(placeOf(engine, settings));
    // Loaded and asked for once, and only if there is a question.
    const identify = once(async () => {
        const { STSClient } = await import("@aws-sdk/client-sts");
        return new STSClient(client).config.credentials();
    });
    return async ({ service, region = settings.region, host, method, path = "/", target, body }) => {
        const base = client.endpoint ?? `https://${host ?? `${service}.${region}.amazonaws.com`}`;
        const url = `${base}${path}`;
        const headers = await sign({ directory: "" }, url, {
            service,
            region,
            method,
            credentials: await identify(),
            ...(body === undefined ? {} : { body }),
            headers:
                target === undefined
                    ? {}
                    : { "content-type": "application/x-amz-json-1.1", "x-amz-target": target },
        });
        const response = await fetch(url, { method, headers, ...(body === undefined ? {} : { body }) });
        const text = await response.text();
        // AWS answers this where there is no hub.
        if (!response.ok && /InvalidAccessException|ResourceNotFoundException|not subscribed/.test(text))
            return "{}";
        if (!response.ok) throw new Error(`${response.status} ${firstLine(text)}`);
        return text;
    };
}

function once<T>(make: () => T): () => T {
    let made: { readonly value: T } | undefined;
    return () => (made ??= { value: make() }).value;
}

function firstLine(text: string): string {
    return text
        .replaceAll(/<[^>]+>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim()
        .slice(0, 200);
}
