/** Turns rules into policies of Pulumi's SDK. */
import type { ReportViolation, ResourceValidationPolicy, StackValidationPolicy } from "@pulumi/policy";

import { writeOutArchives } from "./archives";
import { placeOf } from "./place";
import { reportAt } from "./report";
import type { RemediationRule, ResourceRule, Rule, RuleFacts, StackRule, Subject } from "../rule";
import type { Session } from "./session";
import { StackView } from "../reading/stackView";
import { canonicalType } from "../reading/types";
import { SILENT, type Sink, View } from "../reading/view";

export type Policy = ResourceValidationPolicy | StackValidationPolicy;

/** Types of a rule, for skipping it early: see {@link ./server}. */
export const applies = Symbol("whether a policy is about a type");

export function compile(rule: Rule, session: Session): Policy {
    switch (rule.kind) {
        case "resource":
            return compileResource(rule, session);
        case "stack":
            return compileStack(rule, session);
        case "remediation":
            return compileRemediation(rule, session);
    }
}

function compileResource(rule: ResourceRule, session: Session): ResourceValidationPolicy {
    const types = new Set(rule.types);
    const isAbout = (type: string) => (types.has("*") && isCustom(type)) || types.has(canonicalType(type));
    const validateResource: ResourceValidationPolicy["validateResource"] = (args, report) => {
        if (!isAbout(args.type) || session.level(rule.name, args.urn) === "disabled") return;
        const sink = sinkOf(rule, session, args.urn, report);
        const subject = Object.assign(new View(args.props, sink), {
            urn: args.urn,
            name: args.name,
            type: canonicalType(args.type),
            protect: args.opts.protect,
            provider: args.provider && new View(args.provider.props, sink, "provider"),
        }) as Subject;
        runCheck(rule, sink, () => rule.check(subject, session.settings(rule.name, rule.settings)));
    };
    return {
        ...facts(rule),
        validateResource: Object.assign(validateResource, { [applies]: isAbout }),
        ...(isAdvice(rule) && {
            validateStack: (_: unknown, report: ReportViolation) => {
                reportKept(rule, session, report);
            },
        }),
    };
}

/** The cause of advice is one decision: the same at several resources is reported once, at the end of the run. */
function isAdvice({ profile }: RuleFacts): boolean {
    return profile === "advice" || profile === "liveAdvice";
}

/** Reports each finding that a rule has kept once, at the first resource, with the names of the others. */
function reportKept(rule: RuleFacts, session: Session, report: ReportViolation): void {
    for (const found of session.take(rule.name)) {
        // Resources come in another order in each run.
        const [first, ...others] = found.toSorted((a, b) => (a.urn < b.urn ? -1 : 1));
        if (first === undefined) continue;
        const names = others.map(({ urn }) => urn.split("::").at(-1) ?? "");
        const rest = names.length === 0 ? "" : `, and so at ${names.length} more (${names.join(", ")})`;
        reportAt(
            report,
            first.level,
            `${first.path} ${first.problem}${rest}. ${rule.remediation}`,
            first.urn,
        );
    }
}

function compileStack(rule: StackRule, session: Session): StackValidationPolicy {
    const types = new Set(rule.inputsOf);
    const isAbout = (type: string) => types.has(canonicalType(type));
    const validateResource: ResourceValidationPolicy["validateResource"] = ({ type, urn, props }) => {
        if (isAbout(type)) session.inputs.set(urn, props);
    };
    return {
        ...facts(rule),
        // The SDK runs both parts of a policy that has both.
        ...(types.size > 0 && { validateResource: Object.assign(validateResource, { [applies]: isAbout }) }),
        validateStack(args, report) {
            const stack = new StackView(args, (urn) => sinkOf(rule, session, urn, report), session.inputs);
            const [root] = stack.resources;
            if (root === undefined) return;
            runCheck(rule, sinkOf(rule, session, root.urn, report), () => {
                rule.check(stack, session.settings(rule.name, rule.settings));
            });
            reportKept(rule, session, report);
        },
    };
}

function compileRemediation(rule: RemediationRule, session: Session): ResourceValidationPolicy {
    const types = new Set(rule.types);
    const isAbout = (type: string) => (types.has("*") && isCustom(type)) || types.has(canonicalType(type));
    return {
        ...facts(rule),
        async remediateResource(args) {
            if (!isAbout(args.type)) return undefined;
            const settings = session.settings(rule.name, rule.settings);
            const changes = rule.changes(new View(args.props, SILENT), settings);
            for (const [keys, value] of changes) assign(args.props, keys, value);
            if (changes.length === 0) return undefined;
            await writeOutArchives(args.props);
            return args.props;
        },
    };
}

/** An error in one rule must neither stop other rules nor let a resource pass. Its message may contain values. */
function runCheck(rule: RuleFacts, sink: Sink, check: () => void): void {
    try {
        check();
    } catch (error) {
        const kind = error instanceof Error ? error.name : typeof error;
        const place = placeOf(error);
        const cause = place === undefined ? kind : `${kind} at ${place}`;
        sink.violation("This", `could not be checked: an error in the rule ${rule.name} itself (${cause})`);
    }
}

/** In place: a copy would read every value, and reading an unknown value throws. */
function assign(
    target: Record<string, unknown>,
    [key = "", ...rest]: readonly string[],
    value: unknown,
): void {
    if (rest.length === 0) {
        target[key] = value;
        return;
    }
    if (!(key in target) || target[key] === null) target[key] = {};
    assign(target[key] as Record<string, unknown>, rest, value);
}

/** Resources of AWS: neither components, nor providers, nor what other packages make. */
function isCustom(type: string): boolean {
    return type.startsWith("aws:");
}

function sinkOf(rule: RuleFacts, session: Session, urn: string, report: ReportViolation): Sink {
    const violation = (path: string, problem: string) => {
        const message = `${path} ${problem}. ${rule.remediation}`;
        const verdict = session.judge(rule.name, urn);
        if (verdict.outcome === "report") {
            // What stops a deployment is said before it begins.
            const isKept = isAdvice(rule) && verdict.level === "advisory";
            if (isKept) session.keep(rule.name, { urn, level: verdict.level, path, problem });
            else reportAt(report, verdict.level, message, urn);
        }
        if (verdict.outcome === "waived") {
            const { owner, expires, reason } = verdict.waiver;
            reportAt(report, "advisory", `Waived until ${expires} by ${owner} (${reason}): ${message}`, urn);
        }
    };
    return {
        violation,
        unknown(path) {
            if (isDeferred(rule, path)) session.defer(rule.name, urn, path);
            else violation(path, "is not known before deployment, and unknown values do not pass");
        },
        presumed(path) {
            session.presume(rule.name, urn, path);
        },
    };
}

function isDeferred({ deferred = [] }: RuleFacts, path: string): boolean {
    const plain = path.replace(/\[\d+\]/g, "");
    return deferred.some((known) => known === "*" || plain === known || plain.startsWith(`${known}.`));
}

function facts(rule: Rule): Omit<ResourceValidationPolicy, "validateResource"> {
    const { fsbp = [], checkov = [], cdkNag = [] } = rule.catalogues;
    const [id] = fsbp;
    return {
        name: rule.name,
        displayName: rule.title,
        description: rule.description,
        enforcementLevel: rule.kind === "remediation" ? "disabled" : "mandatory",
        severity: rule.severity,
        tags: ["aws", rule.name.split("-")[0] ?? "", ...fsbp, ...checkov, ...cdkNag],
        remediationSteps: rule.remediation,
        url: rule.url,
        ...(id && {
            framework: {
                name: "AWS Foundational Security Best Practices",
                version: "1.0.0",
                reference: id,
                specification: rule.title,
            },
        }),
        ...(rule.settings && { configSchema: { properties: { ...rule.settings } } }),
    };
}
