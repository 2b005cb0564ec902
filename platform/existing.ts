import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import {
    findBucket,
    findCache,
    findCertificate,
    findDatabase,
    findDirectory,
    findLoadBalancer,
    findNetwork,
    findParameter,
    findQueue,
    findSecret,
    findTable,
    findTopic,
    type FoundCertificate,
    type FoundDirectory,
    type FoundLoadBalancer,
    type Place,
    reasonsOf,
} from "../components/existing";
import type { FoundVpc } from "../components/network";
import type { Linkable } from "../components/support/link";
import type { Connectable, Source } from "../components/support/source";
import { configurationError, type Settings } from "../config";
import { followedId } from "../model/triggers";
import { EXISTING, parseUse } from "../model/uses";

/** What exists already, once it has been looked up. */
export interface Existing {
    /** Undefined: none is named. */
    readonly network: FoundVpc | undefined;
    /** By id: `existing:table/projects`. */
    readonly linkables: ReadonlyMap<string, Linkable>;
    /** What functions can follow, by id. */
    readonly sources: ReadonlyMap<string, Source>;
    /** By name. */
    readonly directories: Readonly<Record<string, FoundDirectory>>;
    /** Those that the domain has instead of its own; undefined: it has its own. */
    readonly certificates: FoundCertificate | undefined;
    /** By name. */
    readonly loadBalancers: Readonly<Record<string, FoundLoadBalancer>>;
}

/** Something wrong, with its key. */
interface Wrong {
    readonly key: string;
    readonly message: string;
}

/**
 * Looks up everything below `plumbline:existing`.
 *
 * @throws pulumi.RunError that lists all that is not there, before anything is created
 */
export async function lookUp(settings: Settings, provider: aws.Provider): Promise<Existing> {
    const { existing, region, accountId, stack } = settings;
    const place: Place = { region, accountId, options: { provider } };
    const wrong: Wrong[] = [];
    const linkables = new Map<string, Linkable>();
    const sources = new Map<string, Source>();
    const directories: Record<string, FoundDirectory> = {};
    const find = async <T>(key: string, found: Promise<T>, keep: (found: T) => void): Promise<void> => {
        try {
            keep(await found);
        } catch (error) {
            wrong.push(...problemsOf(key, error));
        }
    };
    const all = <T>(
        kind: string,
        plural: string,
        entries: Readonly<Record<string, T>>,
        look: (name: string, entry: T, place: Place) => Promise<Linkable & Partial<Connectable>>,
    ) =>
        Object.entries(entries).map(([name, entry]) =>
            find(`${plural}.${name}`, look(name, entry, place), (found) => {
                const id = `${EXISTING}:${kind}/${name}`;
                linkables.set(id, found);
                if (found.source) sources.set(id, found.source);
            }),
        );
    let network: FoundVpc | undefined;
    let certificates: FoundCertificate | undefined;
    const loadBalancers: Record<string, FoundLoadBalancer> = {};
    const { certificate } = settings;
    await Promise.all([
        ...(existing.network === undefined
            ? []
            : [
                  find("network", findNetwork(existing.network, place), (found) => {
                      network = found;
                  }),
              ]),
        ...(certificate === undefined
            ? []
            : [
                  find(
                      `certificates.${certificate.name}`,
                      findCertificate(certificate, certificate.hosts, place),
                      (found) => {
                          certificates = found;
                      },
                  ),
              ]),
        ...Object.entries(existing.loadBalancers).map(([name, entry]) => {
            const vpcId = existing.network?.vpcId;
            const canaries = settings.balanced
                .filter(({ id, balancer }) => balancer === name && settings.canaries[id] !== undefined)
                .map(({ id }) => id);
            return find(
                `loadBalancers.${name}`,
                findLoadBalancer(entry, { vpcId, canaries }, place),
                (found) => {
                    loadBalancers[name] = found;
                },
            );
        }),
        ...all("table", "tables", existing.tables, findTable),
        ...all("bucket", "buckets", existing.buckets, findBucket),
        ...all("queue", "queues", existing.queues, findQueue),
        ...all("secret", "secrets", existing.secrets, findSecret),
        ...all("database", "databases", existing.databases, findDatabase),
        ...all("cache", "caches", existing.caches, findCache),
        ...all("parameter", "parameters", existing.parameters, findParameter),
        ...all("topic", "topics", existing.topics, findTopic),
        ...all("directory", "directories", existing.directories, async (name, entry) => {
            const found = await findDirectory(name, entry, place);
            directories[name] = found;
            return found;
        }),
    ]);
    wrong.push(...withoutStream(settings, linkables, sources));
    if (wrong.length > 0) {
        // Answers come in any order.
        wrong.sort((a, b) => (a.key < b.key ? -1 : 1));
        throw new pulumi.RunError(configurationError(stack, wrong).message);
    }
    return { network, linkables, sources, directories, certificates, loadBalancers };
}

/** Tables without a stream, which a function follows. */
function withoutStream(
    { existing, functions }: Settings,
    linkables: ReadonlyMap<string, Linkable>,
    sources: ReadonlyMap<string, Source>,
): Wrong[] {
    return Object.entries(functions).flatMap(([name, { on }]) =>
        on.flatMap((trigger): Wrong[] => {
            const id = followedId(trigger);
            // What is not there at all has been said.
            if (id === undefined || !linkables.has(id) || sources.has(id)) return [];
            const table = parseUse(id).name;
            return [
                {
                    key: `plumbline:existing.tables.${table}`,
                    message: `${JSON.stringify(existing.tables[table]?.name)} has no stream, which functions.${name} follows; its owner must turn one on`,
                },
            ];
        }),
    );
}

function problemsOf(key: string, error: unknown): Wrong[] {
    const reasons = reasonsOf(error);
    if (reasons === undefined) throw error;
    return reasons.map(({ key: below, message }) => ({
        key: `plumbline:existing.${key}${below === undefined ? "" : `.${below}`}`,
        message,
    }));
}
