import * as rds from "@pulumi/aws/rds";

import { databaseLink } from "../database";
import type { Linkable, SecretReference } from "../support/link";
import { keyArnOf } from "./key";
import { ask, Unusable } from "./lookUp";
import type { Place } from "./place";
import { referTo } from "./secret";
import { belongsTo } from "./securityGroup";

/** A database that exists: one of `cluster` and `instance`. */
export interface ExistingDatabase {
    readonly cluster?: string | undefined;
    readonly instance?: string | undefined;
    readonly securityGroupId: string;
    readonly databaseName?: string | undefined;
    /** Name or ARN. @default the one that RDS keeps */
    readonly secret?: string | undefined;
    readonly iamUser?: string | undefined;
}

interface Server {
    readonly host: string;
    readonly readerHost?: string | undefined;
    readonly port: number;
    readonly databaseName: string;
    readonly groups: readonly string[];
    readonly resourceId: string;
    readonly masterSecret: { readonly secretArn: string; readonly kmsKeyId: string } | undefined;
}

/** Looks up a cluster or an instance, and the secret of its user. */
export async function findDatabase(name: string, given: ExistingDatabase, place: Place): Promise<Linkable> {
    const { cluster, instance = "", securityGroupId, iamUser } = given;
    const server = await (cluster === undefined
        ? readInstance(instance, place)
        : readCluster(cluster, place));
    belongsTo(cluster ?? instance, server.groups, securityGroupId);
    const databaseName = given.databaseName ?? server.databaseName;
    if (databaseName === "") {
        throw new Unusable(
            `is missing; ${JSON.stringify(cluster ?? instance)} was made without a database, so that it must be the name of one on it`,
            "databaseName",
        );
    }
    const secret = iamUser === undefined ? await secretOf(given, server, place) : undefined;
    const database = {
        ...place,
        ...server,
        id: `existing:database/${name}`,
        databaseName,
        securityGroupId,
        iamUser,
        secret,
    };
    return { link: () => databaseLink(name, database) };
}

async function readCluster(clusterIdentifier: string, place: Place): Promise<Server> {
    const found = await ask(
        clusterIdentifier,
        rds.getCluster({ clusterIdentifier }, place.options),
        place,
        "cluster",
    );
    return {
        host: found.endpoint,
        readerHost: found.clusterMembers.length > 1 ? found.readerEndpoint : undefined,
        port: found.port,
        databaseName: found.databaseName,
        groups: found.vpcSecurityGroupIds,
        resourceId: found.clusterResourceId,
        masterSecret: first(found.masterUserSecrets),
    };
}

async function readInstance(dbInstanceIdentifier: string, place: Place): Promise<Server> {
    const answer = rds.getInstance({ dbInstanceIdentifier }, place.options);
    const found = await ask(dbInstanceIdentifier, answer, place, "instance");
    return {
        host: found.address,
        port: found.port,
        databaseName: found.dbName,
        groups: found.vpcSecurityGroups,
        resourceId: found.resourceId,
        masterSecret: first(found.masterUserSecrets),
    };
}

/** The provider leaves out what RDS does not say. */
function first<T>(list: readonly T[] | undefined): T | undefined {
    return list?.[0];
}

/** The given secret, or the one that RDS keeps of the master user, and changes. */
async function secretOf(
    { secret, cluster, instance }: ExistingDatabase,
    { masterSecret }: Server,
    place: Place,
): Promise<SecretReference> {
    if (secret !== undefined) return { ...(await referTo(secret, place, "secret")), rotates: true };
    if (masterSecret === undefined) {
        throw new Unusable(
            `is missing; RDS keeps no password of ${JSON.stringify(cluster ?? instance)}, so that it must be a secret with username and password, or iamUser`,
            "secret",
        );
    }
    return {
        arn: masterSecret.secretArn,
        keyArn: await keyArnOf(masterSecret.kmsKeyId, place),
        rotates: true,
    };
}
