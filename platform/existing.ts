import type * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

import {
    findBucket,
    findCache,
    findDatabase,
    findDirectory,
    findNetwork,
    findParameter,
    findQueue,
    findSecret,
    findTable,
    findTopic,
    type FoundDirectory,
    type Place,
    reasonsOf,
} from "../components/existing";
import type { FoundVpc } from "../components/network";
import type { Linkable } from "../components/support/link";
import { configurationError, type Settings } from "../config";

/** What exists already, once it has been looked up. */
export interface Existing {
    /** Undefined: none is named. */
    readonly network: FoundVpc | undefined;
    /** By id: `existing:table/projects`. */
    readonly linkables: ReadonlyMap<string, Linkable>;
    /** By name. */
    readonly directories: Readonly<Record<string, FoundDirectory>>;
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
        look: (name: string, entry: T, place: Place) => Promise<Linkable>,
    ) =>
        Object.entries(entries).map(([name, entry]) =>
            find(`${plural}.${name}`, look(name, entry, place), (found) =>
                linkables.set(`existing:${kind}/${name}`, found),
            ),
        );
    let network: FoundVpc | undefined;
    await Promise.all([
        ...(existing.network === undefined
            ? []
            : [
                  find("network", findNetwork(existing.network, place), (found) => {
                      network = found;
                  }),
              ]),
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
    if (wrong.length > 0) {
        // Answers come in any order.
        wrong.sort((a, b) => (a.key < b.key ? -1 : 1));
        throw new pulumi.RunError(configurationError(stack, wrong).message);
    }
    return { network, linkables, directories };
}

function problemsOf(key: string, error: unknown): Wrong[] {
    const reasons = reasonsOf(error);
    if (reasons === undefined) throw error;
    return reasons.map(({ key: below, message }) => ({
        key: `plumbline:existing.${key}${below === undefined ? "" : `.${below}`}`,
        message,
    }));
}
