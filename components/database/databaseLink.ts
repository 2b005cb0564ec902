import type * as pulumi from "@pulumi/pulumi";

import { type Link, type SecretReference, variable } from "../support/link";
import { connectStatement, dataApiStatements, type Place } from "./databaseAccess";

/** A database, as workloads see it. */
export interface UsableDatabase extends Place {
    /** `database/<name>`, with its source in front if this stack does not make it: text of the rules of its port. */
    readonly id: string;
    readonly host: pulumi.Input<string>;
    /** Undefined without readers. */
    readonly readerHost?: pulumi.Input<string> | undefined;
    readonly port: number;
    readonly databaseName: string;
    readonly securityGroupId: pulumi.Input<string>;
    /** Resource id in the ARN of `rds-db:connect`. */
    readonly resourceId: pulumi.Input<string>;
    /** User that signs in with an IAM token. @default the user of the secret */
    readonly iamUser?: string | undefined;
    /** Of its master user, or of another; undefined with an IAM user. */
    readonly secret: SecretReference | undefined;
    /** ARN of a cluster with the Data API, for which there is a secret. @default none */
    readonly dataApiArn?: pulumi.Input<string> | undefined;
}

/** Addresses, port and credentials of a database: see `link` of the component. */
export function databaseLink(name: string, database: UsableDatabase): Link {
    const of = (role: string): string => variable("database", name, role);
    const { id, host, readerHost, port, databaseName, securityGroupId, resourceId } = database;
    const { iamUser, secret, dataApiArn, region } = database;
    return {
        environment: {
            [of("host")]: host,
            [of("port")]: String(port),
            [of("name")]: databaseName,
            ...(readerHost ? { [of("reader-host")]: readerHost } : {}),
            ...(iamUser ? { [of("user")]: iamUser } : {}),
            ...(dataApiArn && secret ? { [of("arn")]: dataApiArn, [of("secret-arn")]: secret.arn } : {}),
        },
        secrets:
            iamUser || secret === undefined
                ? {}
                : {
                      [of("username")]: { ...secret, jsonKey: "username" },
                      [of("password")]: { ...secret, jsonKey: "password" },
                  },
        statements: [
            ...(iamUser ? [connectStatement(database, resourceId, iamUser)] : []),
            ...(dataApiArn && secret ? dataApiStatements(dataApiArn, secret, region) : []),
        ],
        endpoints: [{ securityGroupId, port, description: id }],
    };
}
