/** How one part of a stack is. */
import type { Ask } from "../aws/ask";
import type { Part } from "../parts/parts";
import type { ClientSettings } from "../pulumi/awsClient";

/**
 * `healthy`: as it should be. `changing`: on the way there. `idle`: nothing runs, as it should be. `broken`: it is not as it should
 * be, and nothing changes that. `unknown`: AWS does not say.
 */
export type Condition = "healthy" | "changing" | "idle" | "broken" | "unknown" | "not deployed";

/** A row of the table, and an object of the JSON. */
export interface Row {
    readonly id: string;
    readonly condition: Condition;
    /** What AWS says of it, in a few words: "2 of 2 tasks". */
    readonly runs: string;
    /** What runs: an image, a version, a release. Empty if there is no such thing. */
    readonly version: string;
    /** What happened last, with its time if that is known. Empty if nothing did. */
    readonly last: string;
    /** The same for programs. */
    readonly facts: Readonly<Record<string, unknown>>;
}

/** How AWS is asked. */
export interface Asked {
    readonly client: ClientSettings;
    readonly ask: Ask;
    /** The stack's. */
    readonly outputs: Readonly<Record<string, unknown>>;
}

/** Looks at all parts of a kind, with as few requests as there can be. */
export type Look = (parts: readonly Part[], asked: Asked) => Promise<readonly Row[]>;

/** What is deployed, by the state, and not there any more. */
export function gone(id: string): Row {
    return {
        id,
        condition: "broken",
        runs: "gone from AWS",
        version: "",
        last: "",
        facts: { status: "GONE" },
    };
}
