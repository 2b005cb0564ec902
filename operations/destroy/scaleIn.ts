/** Readers that Application Auto Scaling has added to clusters: Pulumi does not know them, and a cluster with them cannot be deleted. */
import { setTimeout as sleep } from "node:timers/promises";
import { DeleteDBInstanceCommand, DescribeDBInstancesCommand, RDSClient } from "@aws-sdk/client-rds";

import type { Settings } from "../../config/validate";
import { type Ask, askAws } from "../aws/ask";
import { configuredClient, placeOf } from "../pulumi/awsClient";
import type { Engine } from "../pulumi/engine";
import { Failure } from "../pulumi/failure";
import type { Resource } from "../state/resource";
import { CLUSTER } from "./leaving";

const INSTANCE = "aws:rds/clusterInstance:ClusterInstance";
const TARGET = "aws:appautoscaling/target:Target";

/** Application Auto Scaling names its readers so: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Integrating.AutoScaling.html */
const ADDED = /^application-autoscaling-/;

const DIMENSION = { ServiceNamespace: "rds", ScalableDimension: "rds:cluster:ReadReplicaCount" };

/** Milliseconds between two looks, and until the last one: a reader takes minutes to go. */
const TIMES = { interval: 10_000, limit: 30 * 60_000 };

/** What AWS is asked and told here. */
export interface Readers {
    /** Identifiers of the instances of a cluster. */
    readonly of: (cluster: string) => Promise<readonly string[]>;
    readonly remove: (instance: string) => Promise<unknown>;
    /** Ends the scaling of a cluster, so that nothing is added again. */
    readonly stopScaling: (resourceId: string) => Promise<unknown>;
}

/** A cluster with readers that the state does not know. */
export interface Grown {
    readonly cluster: string;
    /** As Application Auto Scaling knows it. */
    readonly resourceId: string;
    readonly added: readonly string[];
}

/**
 * Clusters of a state that scale, with the readers that were added to them.
 *
 * @param goes whether a cluster is to be deleted. @default each is
 */
export async function grownClusters(
    state: readonly Resource[],
    readers: Pick<Readers, "of">,
    goes: (cluster: Resource) => boolean = () => true,
): Promise<Grown[]> {
    const own = state.filter(({ external, delete: left }) => external !== true && left !== true);
    const ids = (type: string, which: (one: Resource) => boolean = () => true): string[] =>
        own.flatMap((one) => (one.type === type && which(one) ? (one.id ?? []) : []));
    const known = new Set(ids(INSTANCE));
    const scaled = new Set(
        own.flatMap(({ type, outputs }) => (type === TARGET ? [outputs?.["resourceId"]] : [])),
    );
    const grown = await Promise.all(
        ids(CLUSTER, goes)
            .filter((cluster) => scaled.has(`cluster:${cluster}`))
            .map(async (cluster) => ({
                cluster,
                resourceId: `cluster:${cluster}`,
                added: (await readers.of(cluster)).filter((id) => ADDED.test(id) && !known.has(id)),
            })),
    );
    return grown.filter(({ added }) => added.length > 0);
}

/**
 * Ends scaling, deletes the added readers, and waits until they are gone.
 *
 * @throws Failure if they stay
 */
export async function scaleIn(
    grown: readonly Grown[],
    readers: Readers,
    { interval, limit } = TIMES,
): Promise<void> {
    for (const { resourceId, added } of grown) {
        await readers.stopScaling(resourceId);
        for (const instance of added) await readers.remove(instance);
    }
    const until = Date.now() + limit;
    for (;;) {
        const left = await Promise.all(
            grown.map(async ({ cluster, added }) =>
                (await readers.of(cluster)).filter((id) => added.includes(id)),
            ),
        );
        if (left.flat().length === 0) return;
        if (Date.now() >= until) {
            throw new Failure(
                `Readers that scaling has added are still there: ${left.flat().join(", ")}. Nothing else was deleted; ` +
                    "look at them in RDS, and run `plumb destroy` again.",
            );
        }
        await sleep(interval);
    }
}

/** The readers of a stack's account. */
export function readersOf(engine: Engine, settings: Settings): Readers {
    const rds = new RDSClient(configuredClient(placeOf(engine, settings)));
    const ask: Ask = askAws(engine, settings);
    return {
        of: async (cluster) => {
            const { DBInstances = [] } = await rds.send(
                new DescribeDBInstancesCommand({ Filters: [{ Name: "db-cluster-id", Values: [cluster] }] }),
            );
            return DBInstances.flatMap(({ DBInstanceIdentifier }) => DBInstanceIdentifier ?? []);
        },
        remove: (DBInstanceIdentifier) =>
            rds.send(new DeleteDBInstanceCommand({ DBInstanceIdentifier, SkipFinalSnapshot: true })),
        stopScaling: (ResourceId) =>
            ask({
                service: "application-autoscaling",
                method: "POST",
                target: "AnyScaleFrontendService.RegisterScalableTarget",
                body: JSON.stringify({ ...DIMENSION, ResourceId, MinCapacity: 0, MaxCapacity: 0 }),
            }),
    };
}
