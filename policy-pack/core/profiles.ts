/** Enforcement level of each profile per environment. */

export const ENVIRONMENTS = ["local", "dev", "staging", "prod"] as const;

export type Environment = (typeof ENVIRONMENTS)[number];

export type Level = "mandatory" | "advisory" | "disabled";

export type Levels = Readonly<Record<Environment, Level>>;

/** The profiles that a rule may have. */
export const LEVELS = {
    /** Blocks in every environment, so that violations appear on a laptop. The default. */
    always: { local: "mandatory", dev: "mandatory", staging: "mandatory", prod: "mandatory" },
    /**
     * Protection of data and users, resilience and maintenance: only advice in environments that have neither users nor
     * real data.
     */
    shared: { local: "advisory", dev: "advisory", staging: "mandatory", prod: "mandatory" },
    /** Costly availability or protection that only prod needs. */
    prod: { local: "disabled", dev: "disabled", staging: "advisory", prod: "mandatory" },
    /** Protection that only real users and their data need. */
    live: { local: "disabled", dev: "disabled", staging: "disabled", prod: "mandatory" },
    /** The same where its price or its trouble is a matter of judgement. */
    liveAdvice: { local: "disabled", dev: "disabled", staging: "disabled", prod: "advisory" },
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

/** The environment by the last part of the stack's name: `acme-dev` is dev. Any other name is prod, the strictest. */
export function environmentOf(stack: string): Environment {
    const last =
        stack
            .toLowerCase()
            .split(/[-_./]/)
            .at(-1) ?? "";
    return NAMES.find(([pattern]) => pattern.test(last))?.[1] ?? "prod";
}
