import * as z from "zod";

import * as defaults from "../../../model/defaults";
import type { TierDefaults } from "../../tierDefaults";
import { otherNodeType } from "../../syntax/instanceClasses";
import { generation, judged, named, whole } from "../../values";

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/ParameterGroups.Engine.html */
const EVICTION = [
    "volatile-lru",
    "volatile-lfu",
    "volatile-random",
    "volatile-ttl",
    "allkeys-lru",
    "allkeys-lfu",
    "allkeys-random",
    "noeviction",
] as const;

/** Caches by name: Valkey or Redis. */
export function caches(tier: TierDefaults) {
    return named(
        z.strictObject({
            engine: z.enum(["valkey", "redis"]).default(defaults.cache.engine).describe("Engine."),
            version: z
                .string("a version in quotes")
                .regex(/^\d\.\d$/, 'major and minor version in quotes, such as "8.1"')
                .optional()
                .describe("Engine version; default: 8.1 of Valkey, 7.1 of Redis."),
            upgrade: z
                .boolean()
                .default(false)
                .describe("Whether an engine or version that has changed is deployed, at once and in place."),
            nodeType: judged(otherNodeType, /^cache\.[a-z0-9]+\.[a-z0-9]+$/)
                .default(tier.cacheNodeType)
                .describe("Node type."),
            replicas: whole(0, 5, "replicas")
                .default(tier.cacheReplicas)
                .describe("Nodes in other zones, one of which takes over when the primary fails."),
            port: whole(1150, 65535, "(a TCP port)").default(defaults.cache.port).describe("TCP port."),
            tokenGeneration: generation.describe(
                "Raise it to generate a new token; the previous one works until the next change.",
            ),
            evictionPolicy: z
                .enum(EVICTION)
                .default(defaults.cache.evictionPolicy)
                .describe("Keys to evict when memory is full (maxmemory-policy)."),
            snapshotDays: whole(0, 35, "days")
                .default(tier.cacheSnapshotDays)
                .describe("Days that daily snapshots are kept; 0: there are none."),
        }),
    );
}
