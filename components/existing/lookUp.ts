import type { Place } from "./place";

/** Why something cannot be used: a sentence that follows the key of its entry. */
export class Unusable extends Error {
    /** @param key the key of the entry that is wrong, below the entry. @default the entry itself */
    constructor(
        message: string,
        readonly key?: string,
    ) {
        super(message);
    }
}

/** Several of them. */
export class AllUnusable extends Error {
    constructor(readonly reasons: readonly Unusable[]) {
        super(reasons.map(({ message }) => message).join("; "));
    }
}

/** Words of AWS's, and of its provider, for what is not there. */
const ABSENT =
    /not ?found|no matching|NoSuch|NonExistent|does ?not exist|doesn't exist|couldn't find|empty result|no results|StatusCode: 404/i;
/** The same for what is somebody else's, or not for this role. */
const FORBIDDEN = /AccessDenied|Forbidden|UnauthorizedOperation|not authorized|StatusCode: 403/i;

/**
 * Asks AWS.
 *
 * @param what the name or id that is looked up
 * @param key its key below the entry. @default the entry itself
 * @throws Unusable that says what AWS answers
 */
export async function ask<T>(
    what: string,
    answer: Promise<T>,
    { region, accountId }: Pick<Place, "region" | "accountId">,
    key?: string,
): Promise<T> {
    try {
        return await answer;
    } catch (error) {
        const reason = reasonOf(error);
        const here = `${region} of account ${accountId}`;
        const shown = JSON.stringify(what);
        if (FORBIDDEN.test(reason)) {
            throw new Unusable(
                `${shown} cannot be read in ${here}, because it is somebody else's, or these credentials may not: ${reason}`,
                key,
            );
        }
        if (!ABSENT.test(reason))
            throw new Unusable(`${shown} cannot be looked up in ${here}: ${reason}`, key);
        throw new Unusable(
            `${shown} does not exist in ${here}; it must be there before this stack uses it`,
            key,
        );
    }
}

/** What AWS says, without the provider's own words in front of it. */
function reasonOf(error: unknown): string {
    const text = error instanceof Error ? error.message : String(error);
    const [, inner = text] = /\* ((?:.|\n)*)$/.exec(text) ?? [];
    return inner.replace(/\s+/g, " ").trim();
}
