/** What one run of the pack knows: its configuration, its waivers, and what it has found so far. */
import { type Environment, environmentOf, type Level, LEVELS, type Profile } from "../profiles";
import type { RuleFacts } from "../rule";
import type { Configuration } from "./configuration";
import { Settings } from "../reading/settings";
import { concernsStack, DRIFT, isExpired, matchWaiver, namesStack, type Waiver } from "../waivers";
import { matchesWildcard } from "../../../model/text";

/** A check that was put off to the deployed state. */
interface Deferred {
    readonly rule: string;
    readonly urn: string;
    readonly path: string;
}

/** A finding that is reported at the end, together with the same at other resources. */
export interface Kept {
    readonly urn: string;
    readonly level: "mandatory" | "advisory";
    readonly path: string;
    readonly problem: string;
}

/** Outcome of a finding. */
export type Verdict =
    | { readonly outcome: "report"; readonly level: "mandatory" | "advisory" }
    | { readonly outcome: "waived"; readonly waiver: Waiver }
    | { readonly outcome: "ignore" };

export class Session {
    /** What resources asked for, by URN: of those types that a stack rule wants it of. */
    readonly inputs = new Map<string, Readonly<Record<string, unknown>>>();

    /** Findings of rules that report them at the end, each once. */
    private readonly kept = new Map<string, Kept[]>();

    private readonly used = new Set<Waiver>();
    private readonly deferrals = new Map<string, Deferred>();
    private readonly presumptions = new Map<string, Deferred>();
    private configuration: Configuration | undefined;
    private waivers: readonly Waiver[] = [];

    private readonly profiles: ReadonlyMap<string, Profile | undefined>;

    /**
     * @param today `YYYY-MM-DD`, in UTC
     * @param rules all rules of the pack; a rule without a profile is enforced always
     */
    constructor(
        private readonly today: string,
        rules: readonly Pick<RuleFacts, "name" | "profile">[],
    ) {
        this.profiles = new Map(rules.map(({ name, profile }) => [name, profile]));
    }

    configure(configuration: Configuration, waivers: readonly Waiver[]): void {
        this.configuration = configuration;
        this.waivers = waivers;
    }

    settings(rule: string, schema: ConstructorParameters<typeof Settings>[1]): Settings {
        return new Settings(this.configuration?.rules[rule]?.properties ?? {}, schema);
    }

    environment(urn: string): Environment {
        return this.configuration?.environment ?? environmentOf(stackOf(urn));
    }

    /** The level of a rule for a resource: its profile's, weakened or strengthened by the configuration. */
    level(rule: string, urn: string): Level {
        const chosen =
            this.configuration?.levels[rule] ??
            LEVELS[this.profiles.get(rule) ?? "always"][this.environment(urn)];
        const engine = this.configuration?.rules[rule]?.enforcementLevel ?? "mandatory";
        if (engine === "disabled" || chosen === "disabled") return "disabled";
        return engine === "advisory" ? "advisory" : chosen;
    }

    judge(rule: string, urn: string): Verdict {
        const waiver = matchWaiver(this.waivers, rule, urn, this.today);
        const level = this.level(rule, urn);
        if (level === "disabled") return { outcome: "ignore" };
        if (waiver) {
            this.used.add(waiver);
            return { outcome: "waived", waiver };
        }
        return { outcome: "report", level };
    }

    keep(rule: string, finding: Kept): void {
        this.kept.set(rule, [...(this.kept.get(rule) ?? []), finding]);
    }

    /** What a rule has kept, by finding; nothing is kept any longer. */
    take(rule: string): readonly (readonly Kept[])[] {
        const found = new Map<string, Kept[]>();
        for (const one of this.kept.get(rule) ?? []) {
            const key = `${one.level} ${one.path} ${one.problem}`;
            found.set(key, [...(found.get(key) ?? []), one]);
        }
        this.kept.delete(rule);
        return [...found.values()];
    }

    defer(rule: string, urn: string, path: string): void {
        if (this.level(rule, urn) === "disabled") return;
        this.deferrals.set(`${rule} ${urn} ${path}`, { rule, urn, path });
    }

    /** Checks that were put off to the deployed state, each property of each resource once per rule. */
    deferred(): readonly Deferred[] {
        return [...this.deferrals.values()];
    }

    presume(rule: string, urn: string, path: string): void {
        if (this.level(rule, urn) === "disabled") return;
        this.presumptions.set(`${rule} ${urn} ${path}`, { rule, urn, path });
    }

    /** Checks that took a value that is not known yet for set, and did not put anything off because of it. */
    presumed(): readonly Deferred[] {
        return [...this.presumptions].flatMap(([key, one]) => (this.deferrals.has(key) ? [] : [one]));
    }

    /** Expired waivers of a stack. */
    expired(stack: string): Waiver[] {
        return this.waivers.filter(
            (waiver) =>
                isForPolicies(waiver) && concernsStack(waiver, stack) && isExpired(waiver, this.today),
        );
    }

    /**
     * Unused waivers of this stack, for the end of a run: waivers that name the stack, and waivers
     * of several stacks that match a resource here. A waiver whose rule does not run here, or has deferred checks,
     * does not count as unused.
     *
     * @param root URN of the stack
     * @param urns URNs of all that is in the stack
     */
    unused(root: string, urns: readonly string[]): Waiver[] {
        const stack = stackOf(root);
        return this.waivers.filter(
            (waiver) =>
                isForPolicies(waiver) &&
                !isExpired(waiver, this.today) &&
                !this.used.has(waiver) &&
                (namesStack(waiver, stack) || urns.some((urn) => matchesWildcard(waiver.urn, urn))) &&
                this.level(waiver.rule, root) !== "disabled" &&
                !this.deferred().some(
                    ({ rule, urn }) => rule === waiver.rule && matchesWildcard(waiver.urn, urn),
                ),
        );
    }
}

/** The pack ignores waivers of drift. */
function isForPolicies({ rule }: Waiver): boolean {
    return !rule.startsWith(DRIFT);
}

/** The stack's name in a URN. */
export function stackOf(urn: string): string {
    return urn.split(":")[2] ?? "";
}
