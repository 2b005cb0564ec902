import { inputNames } from "../compare/inputNames";
import type { MemberIndex } from "../compare/members";
import { parsePath } from "../values/path";
import type { Finding } from "../report/report";
import { isSecretMark } from "../values/secret";
import type { StateResource } from "../state";

/** A resource in an exported state, in which secrets are as encrypted as they were. */
interface Raw {
    readonly urn: string;
    readonly type: string;
    readonly id?: string | undefined;
    readonly inputs?: Record<string, unknown>;
    readonly outputs?: Readonly<Record<string, unknown>>;
}

interface RawState {
    readonly deployment: { resources: Raw[] };
}

/**
 * Two exported states as the policies are to see them. They judge a resource by its inputs, and a refresh leaves out of
 * these what was added by hand: properties that the program does not set, and members of lists. So what has changed
 * gets its live values as inputs, and before, in the same way, those of the state: what was broken already is
 * broken in both. Missing resources are in the first one only.
 *
 * @param exported the state as it was
 * @param live the refreshed one
 * @param findings what differs
 * @param members of the state as it was
 */
export function forPolicies(
    exported: string,
    live: string,
    findings: readonly Finding[],
    members: MemberIndex,
): { readonly before: string; readonly after: string } {
    const [before, after] = [exported, live].map((text) => JSON.parse(text) as RawState) as [
        RawState,
        RawState,
    ];
    const missing = new Set(findings.filter(({ change }) => change === "missing").map(({ urn }) => urn));
    after.deployment.resources = after.deployment.resources.filter(({ urn }) => !missing.has(urn));
    const [olds, news] = [before, after].map(
        ({ deployment }) => new Map(deployment.resources.map((each) => [each.urn, each])),
    ) as [Map<string, Raw>, Map<string, Raw>];
    for (const finding of findings) {
        const [was, is] = [olds.get(finding.urn), news.get(finding.urn)];
        if (finding.change !== "changed" || was === undefined || is === undefined) continue;
        for (const name of settable(finding)) overlay(was, is, name, members);
    }
    return { before: JSON.stringify(before), after: JSON.stringify(after) };
}

/** Properties of a finding that a program can set. */
function settable({ type, properties }: Finding): string[] {
    const names = inputNames(type);
    const changed = new Set(properties.map(({ path }) => String(parsePath(path)[0])));
    return [...changed].filter((name) => names?.has(name) ?? true);
}

function overlay(was: Raw, is: Raw, name: string, members: MemberIndex): void {
    const [old, now] = [was.outputs?.[name], is.outputs?.[name]];
    // For a secret that AWS returns in plain text, the policies would report plain text in the code.
    const isHidden = [was, is].some(({ inputs }) => isSecretMark(inputs?.[name]));
    const isShown = [old, now].some((value) => value !== undefined && !isSecretMark(value));
    if ((isHidden && isShown) || (old === undefined && now === undefined)) return;
    // What shows members is older in the state than these: what the state's resources explain was there before.
    const explained = members.explained(is as StateResource, name);
    set(was, name, explained ?? old);
    set(is, name, now);
}

function set(resource: Raw, name: string, value: unknown): void {
    const others = Object.entries(resource.inputs ?? {}).filter(([key]) => key !== name);
    const given = value === undefined || value === null ? [] : [[name, value] as const];
    Object.assign(resource, { inputs: Object.fromEntries([...others, ...given]) });
}
