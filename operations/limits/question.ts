import type { Clients } from "./clients";
import type { Own } from "./own";

/** The arguments of every reading of an account's use. */
export interface Question {
    readonly clients: Clients;
    readonly own: Own;
    /** Concurrency that the deployed stack itself has reserved. */
    readonly ownConcurrency: number;
}

/** The items of all pages. */
export async function all<P, T>(pages: AsyncIterable<P>, of: (page: P) => T[] | undefined): Promise<T[]> {
    const found: T[] = [];
    for await (const page of pages) found.push(...(of(page) ?? []));
    return found;
}
