import * as elasticache from "@pulumi/aws/elasticache";

import { cacheLink } from "../cache";
import type { Linkable } from "../support/link";
import { ask, Unusable } from "./lookUp";
import type { Place } from "./place";
import { referTo } from "./secret";

/** A cache that exists. */
export interface ExistingCache {
    readonly replicationGroup: string;
    readonly securityGroupId: string;
    /** Name or ARN of the secret with its token. @default it asks for none */
    readonly token?: string | undefined;
}

/** Looks up a replication group, and the secret of its token. */
export async function findCache(
    name: string,
    { replicationGroup, securityGroupId, token }: ExistingCache,
    place: Place,
): Promise<Linkable> {
    const query = { replicationGroupId: replicationGroup };
    const answer = elasticache.getReplicationGroup(query, place.options);
    const found = await ask(replicationGroup, answer, place, "replicationGroup");
    const shown = JSON.stringify(replicationGroup);
    if (found.primaryEndpointAddress === "") {
        throw new Unusable(
            `${shown} is not allowed, because it is in cluster mode; it must be a replication group with a primary endpoint`,
            "replicationGroup",
        );
    }
    if (found.authTokenEnabled && token === undefined) {
        throw new Unusable(
            `is missing; ${shown} asks for a token, so that it must be the secret that holds it`,
            "token",
        );
    }
    const cache = {
        id: `existing:cache/${name}`,
        host: found.primaryEndpointAddress,
        readerHost: found.numCacheClusters > 1 ? found.readerEndpointAddress : undefined,
        port: found.port,
        securityGroupId,
        token: token === undefined ? undefined : await referTo(token, place, "token"),
    };
    return { link: () => cacheLink(name, cache) };
}
