import type { Sent } from "../support/engine";
import type { Patch } from "../support/fixtures";

/** Stands for the id of another resource, in values of mutations. */
export interface Reference {
    /** `<type>::<name>` */
    readonly idOf: string;
}

export function idOf(type: string, name: string): Reference {
    return { idOf: `${type}::${name}` };
}

export function isReference(value: unknown): value is Reference {
    return typeof value === "object" && value !== null && "idOf" in value;
}

/** The smallest change of this project's own stack that breaks exactly one rule. */
export interface Mutation {
    readonly rule: string;
    /** Stack whose resources are changed. @default "prod" */
    readonly stack?: "local" | "dev" | "staging" | "prod";
    /** Type of the resource to change, as the stack has it. @default none is changed: see `add` */
    readonly type?: string;
    /** Its logical name. @default there is one of that type */
    readonly name?: string;
    /** Type of the component that it is in, where two have resources of that type and name. */
    readonly within?: string;
    /** Properties to change; `undefined` takes one away. */
    readonly set?: Patch;
    /** Takes the resource away. @default false */
    readonly remove?: boolean;
    /** Takes protection away. @default false */
    readonly unprotect?: boolean;
    /**
     * Resources to add first, where no stack of ours has one; they satisfy every rule until `set` changes them.
     */
    readonly own?: readonly Sent[];
    /** Resources to add, each of which breaks the rule by being there. */
    readonly add?: readonly Sent[];
    /**
     * The provider that this project builds lacks the type. In the engine, a component of that type stands in: it has
     * the same inputs, and the engine asks policies about it, but no provider has looked at them. @default false
     */
    readonly standIn?: boolean;
    /** Other rules that the same change breaks, because they ask for the same. */
    readonly also?: readonly string[];
    /** Rules that no longer ask about the resource once it is changed: their own changes of it are made apart. */
    readonly hides?: readonly string[];
    /** The change affects (nearly) every resource: messages.txt has the first finding only. @default false */
    readonly everywhere?: boolean;
}
