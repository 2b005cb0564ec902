import type { Settings } from "../../config/validate";
import { type Ask, askAws } from "../aws/ask";
import type { Engine } from "../pulumi/engine";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Resource } from "../state/resource";
import { regionalSingletons } from "./regional";
import { accountSingletons, type Singleton } from "./singletons";
import { takenSingletons } from "./taken";

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
    const all = [...accountSingletons, ...regionalSingletons, ...takenSingletons(settings)];
    const looked = await Promise.all(
        all.map(async (singleton): Promise<Partial<Record<"problem" | "note", string>>> => {
            const wanted = singleton.wanted(settings);
            if (wanted === undefined || wanted.mode === "skip" || isOwn(singleton, state, settings))
                return {};
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

/** Whether the stack has made the one that is there. */
function isOwn(
    { type, id, question: { region } }: Singleton,
    state: readonly Resource[],
    settings: Settings,
): boolean {
    const place = region ?? settings.region;
    return state.some(
        (one) =>
            one.external !== true &&
            one.type === type &&
            (id === undefined || one.id === id) &&
            // Worldwide services have none.
            (one.outputs?.["region"] ?? place) === place,
    );
}

function problemOf(
    { key, what, adopt, hasMode = true }: Singleton,
    { mode, adopts }: { readonly mode: string; readonly adopts?: string | undefined },
    found: readonly string[],
): string | undefined {
    const [first] = found;
    if (mode === "create") {
        return first === undefined
            ? undefined
            : `plumbline:${key}: ${hasMode ? '"create" is not possible' : "AWS would refuse it"}, because the account has ${what} already (${first}), and AWS ` +
                  `allows one; ${adopt(first)}`;
    }
    if (adopts === undefined ? found.length > 0 : found.includes(adopts)) return undefined;
    const which = adopts === undefined ? what : `${what} "${adopts}"`;
    const instead = first === undefined ? `set plumbline:${key}: create` : `${adopt(first)}, which is there`;
    return `plumbline:${key}: "adopt" is not possible, because the account has not got ${which}; ${instead}`;
}

/**
 * Looks, before anything is created, whether the account's singletons are as the stack file says.
 *
 * @param state the resources of the stack's state
 * @param note is told what could not be looked at
 * @throws Failure that lists every problem
 */
export async function needSingletons(
    engine: Engine,
    settings: Settings,
    state: readonly Resource[],
    note: (text: string) => void,
): Promise<void> {
    const { problems, notes } = await lookAtSingletons(settings, state, askAws(engine, settings));
    for (const text of notes) note(text);
    if (problems.length === 0) return;
    throw new Failure(
        `Nothing was changed, because of what account ${settings.accountId} has:\n${problems.map((each) => `  ${each}`).join("\n")}`,
        exitCodes.usage,
    );
}
