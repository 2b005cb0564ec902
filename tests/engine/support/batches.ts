/** Which mutations can be judged in one preview: no two of them change the same. */
import type { Mutation } from "../../policy-pack/mutations/mutation";

export interface Batch {
    readonly stack: string;
    readonly mutations: readonly Mutation[];
}

/** Puts each mutation into the first batch of its stack without a conflict. */
export function batchesOf(mutations: readonly Mutation[]): Batch[] {
    const batches: { stack: string; mutations: Mutation[] }[] = [];
    for (const mutation of mutations) {
        const stack = mutation.stack ?? "prod";
        const free = batches.find(
            (batch) => batch.stack === stack && !batch.mutations.some((other) => collide(mutation, other)),
        );
        if (free) free.mutations.push(mutation);
        else batches.push({ stack, mutations: [mutation] });
    }
    return batches;
}

function collide(one: Mutation, other: Mutation): boolean {
    if (one.everywhere && other.everywhere) return true;
    if (one.hides?.includes(other.rule) || other.hides?.includes(one.rule)) return true;
    if (findsOwn(one, other) || findsOwn(other, one)) return true;
    if (one.type === undefined || one.type !== other.type) return false;
    const isSame = one.name === undefined || other.name === undefined || one.name === other.name;
    return isSame && changeTheSame(one, other);
}

/** Whether one change of a resource would undo the other. */
function changeTheSame(one: Mutation, other: Mutation): boolean {
    if (one.remove || other.remove || (one.unprotect && other.unprotect)) return true;
    return Object.keys(one.set ?? {}).some((path) =>
        Object.keys(other.set ?? {}).some(
            (more) => `${path}.`.startsWith(`${more}.`) || `${more}.`.startsWith(`${path}.`),
        ),
    );
}

/** One that names no resource wants the only one of its type. */
function findsOwn({ type, name }: Mutation, { own = [], add = [] }: Mutation): boolean {
    return name === undefined && [...own, ...add].some((added) => added.type === type);
}
