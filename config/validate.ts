/** Validates a stack's configuration: returns complete settings, or throws a list of all problems. */
import type * as z from "zod";

import { parseUse } from "../model/uses";
import { inGivenNames, renameWarning, withoutAliases } from "./aliases";
import { balanced } from "./derived/balancers";
import { canaryPaths } from "./derived/canaries";
import { usedCertificate } from "./derived/certificates";
import { checks } from "./checks";
import { defaults, type Tier, TIERS } from "./tierDefaults";
import { withSharedNetwork } from "./derived/sharedNetwork";
import { withGivenNames } from "./derived/givenNames";
import { withFunctionDefaults } from "./derived/functionDefaults";
import { emailDomains } from "./derived/emailDomains";
import { hostNames, redirectHosts } from "./derived/hosts";
import { problemsOf } from "./messages/issues";
import { jsonSchemaByKey } from "./jsonSchema";
import { isCovered, misplacedSecrets } from "./messages/misplacedSecrets";
import { longestDeployment } from "./derived/longestDeployment";
import { originWarnings, timeWarnings } from "./derived/warnings";
import { scheduleWarnings } from "./checks/schedulesAhead";
import { creationOrder, type NamedNode } from "./order";
import { emailWarnings } from "./sections/edge/email";
import type { Published } from "../model/parts";
import { sendsItself } from "../model/triggers";
import { suggestion } from "../model/text";
import { ConfigurationError, type Problem } from "./messages/problems";
import { permissionWarnings } from "./derived/permissions";
import { rulePriorities } from "./derived/priorities";
import { foreignKey, vanishingKeys } from "./raw";
import type { Others } from "./references";
import { type Key, schemaByKey, type Values } from "./schema";
import { originsOf } from "./sources/origins";

/** A stack's settings: validated, complete, frozen. */
export type Settings = Values & {
    /** Name of the stack. */
    readonly stack: string;
    /** Name of the project, which stands in names in AWS as the stack's does. */
    readonly project: string;
    /** Every named entry, each after the entries it uses. */
    readonly order: readonly NamedNode[];
    /** Host names of public entries, by `<kind>/<name>`; empty without a domain. */
    readonly hosts: Readonly<Record<string, string>>;
    /** Domain of each entry of `plumbline:emails`. */
    readonly emailDomains: Readonly<ReturnType<typeof emailDomains>>;
    /** Hosts that lead to sites, as full names, by `site/<name>`. */
    readonly redirectHosts: Readonly<ReturnType<typeof redirectHosts>>;
    /** Paths that canaries request, by `<kind>/<name>`; empty without canaries. */
    readonly canaries: Readonly<Record<string, string>>;
    /** Listener rule priorities of public services and servers, by `<kind>/<name>`. */
    readonly priorities: Readonly<Record<string, number>>;
    readonly monitoring: { readonly deployments: { readonly maxSeconds: number } };
    /** The certificate that exists, with the hosts that need it; undefined: the stack makes its own, or needs none. */
    readonly certificate: ReturnType<typeof usedCertificate>;
    /** Public services and servers, with the load balancer that they stand behind. */
    readonly balanced: readonly ReturnType<typeof balanced>[number][];
    /** Ids of queues and topics that buckets send notifications to. */
    readonly notified: readonly string[];
    /** Names of queues that get what topics and buses could not deliver to functions. */
    readonly failureQueues: readonly string[];
    /** What the stacks below `plumbline:from` publish, by their names there; empty where nobody has looked. */
    readonly others: Readonly<Record<string, Published>>;
    /** Sentences for the person who maintains the stack file: old names of keys, times that do not fit. */
    readonly warnings: readonly string[];
};

/**
 * Validates a stack's configuration.
 *
 * @param raw values by key without the `plumbline:` prefix; encrypted ones as `SecretValue`
 * @param stack name of the stack
 * @param root the project's folder, against which folders in the configuration are resolved
 * @param project name of the project
 * @param others what the stacks below `plumbline:from` publish; without it what is used of them is not checked
 * @throws ConfigurationError with every problem there is
 */
export function validate(
    raw: Readonly<Record<string, unknown>>,
    stack: string,
    root: string,
    project: string,
    others?: Others,
): Settings {
    const tier = TIERS.find((known) => known === raw["tier"]) ?? "dev";
    const schemas = schemasOf(tier);
    const known = Object.keys(schemas) as Key[];

    const problems: Problem[] = [
        ...vanishingKeys(raw),
        ...Object.keys(raw)
            .filter((key) => key !== "__proto__" && !known.some((name) => name === key))
            .map(
                (key) =>
                    foreignKey(key) ?? {
                        key: `plumbline:${key}`,
                        message: `does not exist; known keys are ${known.join(", ")}${suggestion(key, known)}`,
                    },
            ),
    ];

    const { raw: current, renamed, problems: doubled } = withoutAliases(raw);
    const named = (found: readonly Problem[]) => found.map((problem) => inGivenNames(problem, renamed));
    problems.push(...doubled);

    const { raw: placed, problems: unplaced } = withSharedNetwork(current, others);
    problems.push(...named(unplaced));
    const given = withGivenNames(withFunctionDefaults(placed), { stack, project });
    const values: Record<string, unknown> = {};
    const failed: { key: Key; issues: readonly z.core.$ZodIssue[] }[] = [];
    for (const key of known) {
        const result = schemas[key].safeParse(given[key]);
        if (result.success) values[key] = result.data;
        else failed.push({ key, issues: result.error.issues });
    }

    // Describing the whole schema takes longer than validating: only if there is something to explain.
    const json = failed.length > 0 ? jsonSchemaByKey() : {};
    const misplaced = Object.entries(raw).flatMap(([key, value]) => misplacedSecrets(key, value));
    const invalid = named(
        failed.flatMap(({ key, issues }) => problemsOf(key, issues, given[key], json[key] ?? {})),
    );
    problems.push(...misplaced, ...invalid.filter((problem) => !isCovered(problem, misplaced)));

    // A check runs if all the keys it looks at are valid, so that its findings come with the others.
    for (const { keys, run } of checks) {
        if (!keys.every((key) => key in values)) continue;
        const found = named(run(values as unknown as Values, { stack, root, project, others }));
        problems.push(...found);
        // What another tier would allow or refuse is no mistake of this stack's.
        if (found.some(({ key }) => key === "plumbline:tier")) delete values["tier"];
    }
    const origins = originsOf(raw);
    if (problems.length > 0) {
        throw new ConfigurationError(stack, problems, (problem) => origins?.note(problem) ?? "");
    }

    const complete = values as unknown as Values;
    const { monitoring } = complete;
    return deepFreeze({
        ...complete,
        stack,
        project,
        order: creationOrder(complete),
        hosts: hostNames(complete),
        emailDomains: emailDomains(complete),
        redirectHosts: redirectHosts(complete),
        canaries: canaryPaths(complete),
        priorities: rulePriorities(complete),
        certificate: usedCertificate(complete),
        balanced: balanced(complete),
        notified: notified(complete),
        failureQueues: failureQueues(complete),
        others: usable(others),
        warnings: [
            ...renamed.map((key) =>
                renameWarning(originsOf(raw)?.of(key.old)?.file ?? `Pulumi.${stack}.yaml`, key),
            ),
            ...timeWarnings(complete),
            ...originWarnings(complete),
            ...scheduleWarnings(complete),
            ...emailWarnings(stack, complete),
            ...permissionWarnings(complete),
        ],
        monitoring: {
            ...monitoring,
            deployments: { ...monitoring.deployments, maxSeconds: longestDeployment(complete) },
        },
    });
}

/** Without those of which a check has said why they are not. */
function usable(others: Others = {}): Record<string, Published> {
    return Object.fromEntries(
        Object.entries(others).flatMap(([name, other]) => (typeof other === "string" ? [] : [[name, other]])),
    );
}

/** The queues and topics whose policies must let S3 send messages, and functions. */
function notified({ buckets }: Values): string[] {
    return Object.values(buckets).flatMap(({ notifications }) => notifications.map(({ to }) => to));
}

/** The queues whose policies must let SNS and EventBridge send what they could not deliver to a function. */
function failureQueues({ functions }: Values): string[] {
    return Object.values(functions).flatMap(({ on, onFailure = "" }) => {
        const { source, name } = parseUse(onFailure);
        const isOurs = onFailure !== "" && source === undefined;
        return isOurs && on.some(sendsItself) ? [name] : [];
    });
}

/** Building a schema takes longer than validating with it. */
const schemasByTier = new Map<Tier, ReturnType<typeof schemaByKey>>();

function schemasOf(tier: Tier): ReturnType<typeof schemaByKey> {
    const schemas = schemasByTier.get(tier) ?? schemaByKey(defaults[tier]);
    schemasByTier.set(tier, schemas);
    return schemas;
}

function deepFreeze<T>(value: T): T {
    if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
        Object.freeze(value);
        Object.values(value).forEach(deepFreeze);
    }
    return value;
}
