import * as pulumi from "@pulumi/pulumi";

import type { Statement } from "../support/iam";
import { type SecretReference, secretStatements } from "../support/link";

/** Region and account of a database. */
export interface Place {
    readonly region: string;
    readonly accountId: string;
}

/**
 * Permission to connect to one server, or one proxy, as one database user.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.IAMPolicy.html
 */
export function connectStatement(
    { region, accountId }: Place,
    resourceId: pulumi.Input<string>,
    user: string,
): Statement {
    return {
        actions: ["rds-db:connect"],
        resources: [pulumi.interpolate`arn:aws:rds-db:${region}:${accountId}:dbuser:${resourceId}/${user}`],
    };
}

/** Permissions to run SQL over HTTPS: the API reads the secret in the caller's name. */
export function dataApiStatements(
    clusterArn: pulumi.Input<string>,
    secret: SecretReference,
    region: string,
): Statement[] {
    const actions = [
        "rds-data:ExecuteStatement",
        "rds-data:BatchExecuteStatement",
        "rds-data:BeginTransaction",
        "rds-data:CommitTransaction",
        "rds-data:RollbackTransaction",
    ];
    return [{ actions, resources: [clusterArn] }, ...secretStatements({ secret }, region)];
}
