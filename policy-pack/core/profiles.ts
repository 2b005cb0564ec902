/** How strictly a rule is enforced in each environment. */

export const ENVIRONMENTS = ["local", "dev", "staging", "prod"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export type Level = "mandatory" | "advisory" | "disabled";

export type Levels = Readonly<Record<Environment, Level>>;

/** The profiles that a rule may have. */
export const LEVELS = {
    /** What must never be: blocked everywhere, so that it is found on a laptop. The default. */
    always: { local: "mandatory", dev: "mandatory", staging: "mandatory", prod: "mandatory" },
    /**
     * What protects data and people, and what lets things fail or grow old well: an environment without either may go
     * without, knowingly.
     */
    shared: { local: "advisory", dev: "advisory", staging: "mandatory", prod: "mandatory" },
    /** What costs money for availability or protection that only prod needs. */
    prod: { local: "disabled", dev: "disabled", staging: "advisory", prod: "mandatory" },
    /** What only real users and their data need. */
    live: { local: "disabled", dev: "disabled", staging: "disabled", prod: "mandatory" },
    /** A matter of judgement. */
    advice: { local: "advisory", dev: "advisory", staging: "advisory", prod: "advisory" },
} as const satisfies Record<string, Levels>;

/** Name of a profile. */
export type Profile = keyof typeof LEVELS;

const NAMES: readonly (readonly [RegExp, Environment])[] = [
    [/^local(host)?$/, "local"],
    [/^dev(elop(ment)?)?$/, "dev"],
    [/^stag(e|ing)$/, "staging"],
    [/^prod(uction)?$/, "prod"],
];

/** The environment that a stack's name says, by its last part: `acme-dev` is dev. What it does not say is prod: strict. */
export function environmentOf(stack: string): Environment {
    const last =
        stack
            .toLowerCase()
            .split(/[-_./]/)
            .at(-1) ?? "";
    return NAMES.find(([pattern]) => pattern.test(last))?.[1] ?? "prod";
}
