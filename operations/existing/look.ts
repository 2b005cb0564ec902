/** What the program cannot look up of what exists: certificates that are given by ARN, and the rules of a listener. */
import type { Rule } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { Settings } from "../../config/validate";
import { keyPath } from "../../config/messages/problems";
import { PLURALS } from "../../config/order";
import { parseArn } from "../../model/arn";
import { matchesWildcard } from "../../model/text";
import { parseUse } from "../../model/uses";
import { type Ask, askAws } from "../aws/ask";
import { configuredClient, placeOf } from "../pulumi/awsClient";
import type { Engine } from "../pulumi/engine";
import { exitCodes, Failure } from "../pulumi/failure";
import type { Resource } from "../state/resource";

/** Rules of a listener; undefined: there is no such listener, which the program says. */
export type RulesOf = (listenerArn: string) => Promise<readonly Rule[] | undefined>;

type Needs = Pick<Settings, "certificate" | "balanced" | "existing" | "priorities">;

/** ACM's answer, as far as it is read here. */
interface Certificate {
    readonly DomainName?: string;
    readonly SubjectAlternativeNames?: readonly string[];
    readonly Status?: string;
}

/** Problems of certificates that are given by ARN. */
export async function certificateProblems({ certificate }: Needs, ask: Ask): Promise<string[]> {
    if (certificate === undefined) return [];
    const places = (["regional", "cloudFront"] as const).map(async (place) => {
        const given = certificate[place];
        const region = given === undefined ? undefined : parseArn(given)?.region;
        const hosts = certificate.hosts[place];
        if (given === undefined || region === undefined || hosts.length === 0) return [];
        const answer = await ask({
            service: "acm",
            region,
            method: "POST",
            target: "CertificateManager.DescribeCertificate",
            body: JSON.stringify({ CertificateArn: given }),
        });
        const { Certificate: found } = JSON.parse(answer) as { readonly Certificate?: Certificate };
        const problem = problemOf(found, hosts);
        const key = `plumbline:existing.certificates.${certificate.name}.${place}`;
        return problem === undefined ? [] : [`${key}: "${given}" ${problem}`];
    });
    return (await Promise.all(places)).flat();
}

function problemOf(
    found: Certificate | undefined,
    hosts: readonly { readonly id: string; readonly host: string }[],
): string | undefined {
    if (found === undefined) return "does not exist; it must be there before this stack uses it";
    if (found.Status !== "ISSUED") return `is ${found.Status}; it must be ISSUED`;
    const names = [...new Set([found.DomainName ?? "", ...(found.SubjectAlternativeNames ?? [])])];
    const open = hosts.filter(({ host }) => !names.some((name) => isFor(name, host)));
    return open.length === 0
        ? undefined
        : `is not for ${open.map(({ id, host }) => `${host} (${id})`).join(", ")}; it is for ${names.join(", ")}`;
}

/** A star stands for one label. */
function isFor(name: string, host: string): boolean {
    return matchesWildcard(name, host) && name.split(".").length === host.split(".").length;
}

/** Problems of places among the rules of listeners that others have rules on, too. */
export async function ruleProblems(
    { balanced, existing, priorities }: Needs,
    state: readonly Resource[],
    rulesOf: RulesOf,
): Promise<string[]> {
    const own = new Set(state.map(({ id }) => id));
    const found = balanced.map(async ({ id, balancer }) => {
        const listener = balancer === undefined ? undefined : existing.loadBalancers[balancer];
        if (listener === undefined) return [];
        const rules = (await rulesOf(listener.listenerArn)) ?? [];
        const theirs = rules.filter(({ RuleArn }) => RuleArn !== undefined && !own.has(RuleArn));
        const taken = new Set(theirs.map(({ Priority }) => Number(Priority)));
        const wanted = priorities[id] ?? 0;
        if (!taken.has(wanted)) return [];
        let free = wanted;
        while (taken.has(free)) free++;
        const { kind, name } = parseUse(id);
        const key = keyPath([PLURALS[kind], name, "public", "priority"]);
        return [
            `${key}: ${wanted} is taken by a rule of somebody else's on existing:loadBalancer/${balancer}; ${free} is free`,
        ];
    });
    return (await Promise.all(found)).flat();
}

/**
 * Looks, before anything is created, at what the program cannot look up.
 *
 * @param state the resources of the stack's state
 * @throws Failure that lists every problem
 */
export async function needExisting(
    engine: Engine,
    settings: Settings,
    state: readonly Resource[],
): Promise<void> {
    const hasArn = [settings.certificate?.regional, settings.certificate?.cloudFront].some(
        (given) => given !== undefined && parseArn(given) !== undefined,
    );
    const shares = settings.balanced.some(({ balancer }) => balancer !== undefined);
    const problems = (
        await Promise.all([
            hasArn ? certificateProblems(settings, askAws(engine, settings)) : [],
            shares ? ruleProblems(settings, state, askForRules(engine, settings)) : [],
        ])
    ).flat();
    if (problems.length === 0) return;
    throw new Failure(
        `Nothing was changed, because of what account ${settings.accountId} has:\n${problems.map((each) => `  ${each}`).join("\n")}`,
        exitCodes.usage,
    );
}

function askForRules(engine: Engine, settings: Settings): RulesOf {
    return async (ListenerArn) => {
        // Loaded here: most stacks share no load balancer.
        const { ElasticLoadBalancingV2Client, paginateDescribeRules } =
            await import("@aws-sdk/client-elastic-load-balancing-v2");
        const client = new ElasticLoadBalancingV2Client(configuredClient(placeOf(engine, settings)));
        const rules: Rule[] = [];
        try {
            for await (const page of paginateDescribeRules({ client }, { ListenerArn })) {
                rules.push(...(page.Rules ?? []));
            }
        } catch (error) {
            if ((error as Error).name.startsWith("ListenerNotFound")) return undefined;
            throw error;
        }
        return rules;
    };
}
