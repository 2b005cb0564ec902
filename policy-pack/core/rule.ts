/** What a rule is: facts about it, and a check. The pack turns it into a policy of Pulumi's SDK ({@link compile}). */
import type { PolicyConfigSchema, Severity } from "@pulumi/policy";

import type { Profile } from "./profiles";
import type { Settings } from "./reading/settings";
import type { StackResource, StackView } from "./reading/stackView";
import type { View } from "./reading/view";

/** Ids under which other catalogues have the same rule. */
export interface Catalogues {
    /** AWS Foundational Security Best Practices of Security Hub, such as `EC2.2`. */
    readonly fsbp?: readonly string[];
    /** Checkov, such as `CKV_AWS_23`. */
    readonly checkov?: readonly string[];
    /** cdk-nag's AwsSolutions, such as `AwsSolutions-EC23`. */
    readonly cdkNag?: readonly string[];
}

/** A setting, in JSON schema. */
export type Setting = PolicyConfigSchema["properties"][string] & {
    readonly description: string;
    readonly default: unknown;
};

/** Facts that every rule states. */
export interface RuleFacts {
    /** Id: `<service>-<what must be>`, kebab case. Names are API: configurations and waivers use them. */
    readonly name: string;
    /** A few words, for tables. */
    readonly title: string;
    /** Reason: the consequence of a violation. */
    readonly description: string;
    readonly severity: Severity;
    /** How strictly each environment enforces it. @default "always" */
    readonly profile?: Profile;
    readonly catalogues: Catalogues;
    /** Remediation, beginning with the property to change; ends every message. */
    readonly remediation: string;
    /** Where AWS explains it. */
    readonly url: string;
    /**
     * Properties whose unknown values are judged on the deployed state, on purpose, as `path` or `*` for all of
     * them. Unknown values elsewhere are violations. Lists stand without index: `ingress.cidrBlocks`.
     */
    readonly deferred?: readonly string[];
    /** Settings of the rule, each with a default. */
    readonly settings?: Readonly<Record<string, Setting>>;
}

/** The resource that a rule looks at. */
export interface Subject extends View {
    readonly urn: string;
    /** Canonical type: of twins, the one that rules name. */
    readonly type: string;
    readonly name: string;
    readonly protect: boolean;
    /** Configuration of its provider, if the engine sends it. */
    readonly provider: View | undefined;
}

/** Judges each resource by itself, before anything is changed. */
export interface ResourceRule extends RuleFacts {
    readonly kind: "resource";
    /** Canonical types; `*` for all. */
    readonly types: readonly string[];
    readonly check: (resource: Subject, settings: Settings) => void;
}

/** Judges what spans resources, at the end of a run. */
export interface StackRule extends RuleFacts {
    readonly kind: "stack";
    /** Canonical types of which it also asks for inputs ({@link StackResource.isInput}). */
    readonly inputsOf?: readonly string[];
    readonly check: (stack: StackView, settings: Settings) => void;
}

/** Changes a resource before it is deployed; runs only where its level is set to `remediate`. */
export interface RemediationRule extends RuleFacts {
    readonly kind: "remediation";
    readonly types: readonly string[];
    /** What to change: keys that lead to a property, and its value. */
    readonly changes: (
        resource: View,
        settings: Settings,
    ) => readonly (readonly [readonly string[], unknown])[];
}

export type Rule = ResourceRule | StackRule | RemediationRule;

type Schema = Readonly<Record<string, Setting>>;

/** A rule whose function takes the settings that the rule has, and no others. */
type Written<Of, Method extends "check" | "changes", Subjects, Result, Own extends Schema> = Omit<
    Of,
    "kind" | "settings" | Method
> & { readonly settings?: Own } & Readonly<
        Record<Method, (subject: Subjects, settings: Settings<Extract<keyof Own, string>>) => Result>
    >;

export function resourceRule<Own extends Schema = Record<never, Setting>>(
    rule: Written<ResourceRule, "check", Subject, void, Own>,
): ResourceRule {
    return { kind: "resource", ...rule };
}

export function stackRule<Own extends Schema = Record<never, Setting>>(
    rule: Written<StackRule, "check", StackView, void, Own>,
): StackRule {
    return { kind: "stack", ...rule };
}

export function remediationRule<Own extends Schema = Record<never, Setting>>(
    rule: Written<RemediationRule, "changes", View, ReturnType<RemediationRule["changes"]>, Own>,
): RemediationRule {
    return { kind: "remediation", ...rule };
}

export type { StackResource, StackView };
