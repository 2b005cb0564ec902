/** The interface of checks, and a comparison that several of them use. */
import type { Problem } from "../messages/problems";
import type { Others } from "../references";
import type { Key, Values } from "../schema";

/** Origin of the configuration. */
export interface Context {
    /** Name of the stack. */
    readonly stack: string;
    /** The project's folder. */
    readonly root: string;
    /** Name of the project. */
    readonly project: string;
    /** What the stacks below `plumbline:from` publish; undefined where nobody has looked yet. */
    readonly others?: Others | undefined;
}

/** Validates keys that depend on each other, after each is valid by itself. */
export interface Check {
    readonly keys: readonly Key[];
    readonly run: (values: Values, context: Context) => Problem[];
}

/** A problem if a value is above the limit that another key sets. */
export function atMost(key: string, value: number, limitName: string, limit: number): Problem[] {
    return value <= limit
        ? []
        : [{ key, message: `${value} is not allowed; it must be at most ${limitName}, which is ${limit}` }];
}
