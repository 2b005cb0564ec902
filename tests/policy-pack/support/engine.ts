/**
 * Asks the pack's policies as the engine does: with real requests to the SDK's own server functions, so that unknown
 * values, secrets and types go through the SDK's own unpacking and proxy.
 */
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { PolicyPackArgs } from "@pulumi/policy";
import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { Struct } from "google-protobuf/google/protobuf/struct_pb";

import { applies, compile, type Policy } from "../../../policy-pack/core/engine/compile";
import type { PolicyConfiguration } from "../../../policy-pack/core/engine/configuration";
import type { Rule } from "../../../policy-pack/core/rule";
import { Session } from "../../../policy-pack/core/engine/session";
import { unpackingOnce } from "../../../policy-pack/core/engine/unpack";
import type { Waiver } from "../../../policy-pack/core/waivers";
import type { Environment, Level } from "../../../policy-pack/core/profiles";

type Method<Response> = (
    call: object,
    callback: (error: Error | undefined, response: Response) => void,
) => void;
type MakeMethod<Response> = (
    pack: string,
    version: string,
    level: string,
    policies: PolicyPackArgs["policies"],
) => Method<Response>;

/** Exported by the SDK, but not in its typings. */
const { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } = createRequire(__filename)(
    "@pulumi/policy/server",
) as {
    makeAnalyzeRpcFun: MakeMethod<analyzer.AnalyzeResponse>;
    makeAnalyzeStackRpcFun: MakeMethod<analyzer.AnalyzeResponse>;
    makeRemediateRpcFun: MakeMethod<analyzer.RemediateResponse>;
};

/** A resource, as the engine sends it. */
export interface Sent {
    readonly type: string;
    /** Inputs. */
    readonly props: Readonly<Record<string, unknown>>;
    /** Outputs besides the inputs, for stack rules. */
    readonly outputs?: Readonly<Record<string, unknown>>;
    /** @default "it" */
    readonly name?: string;
    /** @default made of type and name */
    readonly urn?: string;
    /** @default false */
    readonly protect?: boolean;
    readonly parent?: string;
    readonly provider?: Readonly<Record<string, unknown>>;
    /** Property → URNs of its dependencies. */
    readonly dependencies?: Readonly<Record<string, readonly string[]>>;
    /** URNs of everything that it comes after. @default those of dependencies */
    readonly dependsOn?: readonly string[];
}

/** A diagnostic of a policy. */
export interface Finding {
    readonly rule: string;
    readonly urn: string;
    readonly level: "advisory" | "mandatory";
    readonly message: string;
}

export interface Asked {
    /** @default "prod" */
    readonly environment?: Environment;
    /** Settings by rule. */
    readonly settings?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    /** Levels that the configuration sets, by rule. */
    readonly levels?: Readonly<Record<string, Level>>;
    readonly waivers?: readonly Waiver[];
    /** @default 2030-01-01 */
    readonly today?: string;
}

/** The engine's placeholder for an unknown string in a preview. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** Marks a value as a secret, the way the engine does. */
export function secret(value: unknown): unknown {
    return { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270", value };
}

export function urnOf({ type, name = "it", urn }: Sent): string {
    return urn ?? `urn:pulumi:prod::plumbline::${type}::${name}`;
}

/** @param asked of these rules; a rule that is not among them is enforced always */
export function sessionOf(asked: Asked, all: readonly Rule[] = []): Session {
    const { environment, settings = {}, levels = {}, waivers = [], today = "2030-01-01" } = asked;
    const session = new Session(today, all);
    const rules: Record<string, PolicyConfiguration> = {};
    for (const [name, properties] of Object.entries(settings)) {
        rules[name] = { enforcementLevel: "mandatory", properties };
    }
    session.configure({ rules, environment, levels, waivers: undefined }, waivers);
    return session;
}

/**
 * Findings of rules in resources: resource rules in each, stack rules in all of them.
 *
 * @param isSingle whether resource rules look at a resource at all; they need not where nothing has changed
 */
export async function ask(
    rules: readonly Rule[],
    resources: readonly Sent[],
    asked: Asked = {},
    session: Session = sessionOf({ environment: "prod", ...asked }, rules),
    isSingle: (resource: Sent) => boolean = () => true,
): Promise<Finding[]> {
    const policies = rules.map((rule) => compile(rule, session));
    const findings: Finding[] = [];
    const analyze = makeAnalyzeRpcFun("pack", "1.0.0", "mandatory", policies);
    // Stack rules may need the inputs of single resources.
    const ofStack = policies.filter((_, index) => rules[index]?.kind === "stack");
    const remember = makeAnalyzeRpcFun("pack", "1.0.0", "mandatory", ofStack);
    for (const resource of resources) {
        if (!isSingle(resource) && !ofStack.some((policy) => isAbout(policy, resource.type))) continue;
        const method = isSingle(resource) ? analyze : remember;
        findings.push(...findingsIn(await call(method, requestOf(resource)), urnOf(resource)));
    }
    return findings.concat(await askAboutStack(policies, resources));
}

/** Whether a policy wants to see single resources of a type: the pack's server skips it if it does not. */
function isAbout(policy: Policy, type: string): boolean {
    const validate = "validateResource" in policy ? policy.validateResource : undefined;
    const about: unknown = validate && Reflect.get(validate, applies);
    return typeof about === "function" && about(type) === true;
}

/** Findings of policies in a whole stack. */
export async function askAboutStack(
    policies: PolicyPackArgs["policies"],
    resources: readonly Sent[],
): Promise<Finding[]> {
    return findingsIn(await call(analyzeStackMethod(policies), stackRequestOf(resources)), "");
}

/** @param urn of the requested resource, for diagnostics without a URN */
function findingsIn(response: analyzer.AnalyzeResponse, urn: string): Finding[] {
    return response.getDiagnosticsList().map((diagnostic) => ({
        rule: diagnostic.getPolicyname(),
        urn: diagnostic.getUrn() || urn,
        level:
            diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.MANDATORY
                ? "mandatory"
                : "advisory",
        message: diagnostic.getMessage(),
    }));
}

/** The SDK's own method for single resources, and its request, so that a test can wrap it. */
export function analyzeMethod(policies: PolicyPackArgs["policies"]): Method<analyzer.AnalyzeResponse> {
    return makeAnalyzeRpcFun("pack", "1.0.0", "mandatory", policies);
}

/** The same for whole stacks. */
export function analyzeStackMethod(policies: PolicyPackArgs["policies"]): Method<analyzer.AnalyzeResponse> {
    return makeAnalyzeStackRpcFun("pack", "1.0.0", "mandatory", policies);
}

/** The same for remediations. */
export function remediateMethod(policies: PolicyPackArgs["policies"]): Method<analyzer.RemediateResponse> {
    return makeRemediateRpcFun("pack", "1.0.0", "mandatory", policies);
}

/** The result of a remediation; undefined if it leaves the resource unchanged. */
export async function remediated(
    rule: Rule,
    resource: Sent,
    asked: Asked = {},
): Promise<Record<string, unknown> | undefined> {
    const policy = { ...compile(rule, sessionOf(asked, [rule])), enforcementLevel: "remediate" as const };
    const remediate = remediateMethod([policy]);
    const [first] = (await call(remediate, requestOf(resource))).getRemediationsList();
    // The SDK's message if a remediation reads an unknown value.
    assert.equal(first?.getDiagnostic() ?? "", "");
    return first?.getProperties()?.toJavaScript();
}

export function call<Response>(method: Method<Response>, request: object): Promise<Response> {
    return new Promise((resolve, reject) => {
        // As the pack's own server does.
        unpackingOnce(() => {
            method({ request }, (error, response) => {
                if (error) reject(error);
                else resolve(response);
            });
        });
    });
}

export function requestOf(resource: Sent): analyzer.AnalyzeRequest {
    const request = new analyzer.AnalyzeRequest();
    fill(request, resource);
    return request;
}

/** The request for a stack that tests send repeatedly, with one changed resource. */
const analyzerResources = new WeakMap<Sent, analyzer.AnalyzerResource>();

function analyzerResourceOf(resource: Sent): analyzer.AnalyzerResource {
    const known = analyzerResources.get(resource);
    if (known) return known;
    const one = new analyzer.AnalyzerResource();
    fill(one, { ...resource, props: { ...resource.outputs, ...resource.props } });
    if (resource.parent) one.setParent(resource.parent);
    one.setDependenciesList([...(resource.dependsOn ?? Object.values(resource.dependencies ?? {}).flat())]);
    for (const [property, urns] of Object.entries(resource.dependencies ?? {})) {
        const dependencies = new analyzer.AnalyzerPropertyDependencies();
        dependencies.setUrnsList([...urns]);
        one.getPropertydependenciesMap().set(property, dependencies);
    }
    analyzerResources.set(resource, one);
    return one;
}

export function stackRequestOf(resources: readonly Sent[]): analyzer.AnalyzeStackRequest {
    const request = new analyzer.AnalyzeStackRequest();
    request.setResourcesList(resources.map(analyzerResourceOf));
    return request;
}

function fill(request: analyzer.AnalyzeRequest | analyzer.AnalyzerResource, resource: Sent): void {
    request.setUrn(urnOf(resource));
    request.setType(resource.type);
    request.setName(resource.name ?? "it");
    request.setProperties(Struct.fromJavaScript(resource.props as never));
    const options = new analyzer.AnalyzerResourceOptions();
    options.setProtect(resource.protect ?? false);
    request.setOptions(options);
    if (resource.provider) {
        const provider = new analyzer.AnalyzerProviderResource();
        provider.setType("pulumi:providers:aws");
        provider.setUrn("urn:pulumi:prod::plumbline::pulumi:providers:aws::aws");
        provider.setName("aws");
        provider.setProperties(Struct.fromJavaScript(resource.provider as never));
        request.setProvider(provider);
    }
}
