import * as iam from "@pulumi/aws/iam";
import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import type { Server } from "./databaseServer";
import { after } from "../support/after";
import { policyDocument, serviceTrust, type Statement } from "../support/iam";
import { secretStatements } from "../support/link";
import { type LogSettings, logGroup } from "../support/logGroup";
import { allowBetween, createSecurityGroup } from "../support/securityGroups";

/** Arguments of {@link createProxy}. */
export interface ProxyArgs {
    /** Its name in AWS, after which its log group is named. */
    readonly identifier: string;
    readonly family: "POSTGRESQL" | "MYSQL";
    readonly server: Server;
    /** The server's security group and port, which the proxy is let through to. */
    readonly serverGroupId: pulumi.Input<string>;
    readonly serverPort: number;
    /** Lets the proxy sign in as the workloads' user with a token; without it, it reads the master secret. */
    readonly connect: Statement | undefined;
    readonly keyArn: pulumi.Input<string>;
    readonly region: string;
    readonly vpc: {
        readonly vpcId: pulumi.Input<string>;
        readonly isolatedSubnetIds: pulumi.Input<string>[];
    };
    readonly logs: LogSettings;
}

/** The host to which workloads connect. */
export interface Entrance {
    readonly host: pulumi.Output<string>;
    readonly readerHost?: pulumi.Output<string>;
    readonly port: number;
    readonly securityGroupId: pulumi.Output<string>;
    /** Resource id in the ARN of `rds-db:connect`. */
    readonly resourceId: pulumi.Output<string>;
}

/** A proxy listens on the engine's own port, whatever the server's is. */
const PORTS = { POSTGRESQL: 5432, MYSQL: 3306 };

/** Percent of the server's connections that the proxy may use: the rest is for people who debug. */
const CONNECTIONS_PERCENT = 90;

/**
 * A pool of connections in front of a server: TLS only, with a role that reads exactly the master secret, or
 * connects as exactly one user.
 */
export function createProxy(name: string, args: ProxyArgs, options: pulumi.CustomResourceOptions): Entrance {
    const { server, vpc, identifier } = args;
    const id = `${name}-proxy`;
    const group = createSecurityGroup(id, `Proxy of database ${name}`, vpc.vpcId, options);
    const opened = allowBetween(
        `${id}-server`,
        group.id,
        {
            securityGroupId: args.serverGroupId,
            port: args.serverPort,
            description: `proxy of database/${name}`,
        },
        options,
    );
    const roleArn = createRole(id, args, options);
    const logs = logGroup(id, args.logs, options, `/aws/rds/proxy/${identifier}`);
    const proxy = new rds.Proxy(
        id,
        {
            name: identifier,
            engineFamily: args.family,
            requireTls: true,
            roleArn,
            vpcSubnetIds: vpc.isolatedSubnetIds,
            vpcSecurityGroupIds: [group.id],
            ...(args.connect === undefined
                ? { auths: [{ authScheme: "SECRETS", iamAuth: "DISABLED", secretArn: server.secretArn }] }
                : { defaultAuthScheme: "IAM_AUTH" }),
        },
        // Its name is fixed, so the old one has to go before the new one is made.
        { ...options, dependsOn: [logs], deleteBeforeReplace: true, ignoreChanges: SUBNETS },
    );
    const target = connectTo(id, proxy, server, opened, options);
    const securityGroupId = group.id;
    return {
        host: proxy.endpoint,
        ...(server.readerHost === undefined
            ? {}
            : {
                  readerHost: readOnly(id, args, proxy, securityGroupId, { ...options, dependsOn: [target] }),
              }),
        port: PORTS[args.family],
        securityGroupId,
        // The last part of its ARN: …:db-proxy:prx-0123456789abcdef0
        resourceId: proxy.arn.apply((arn) => arn.split(":").at(-1) ?? arn),
    };
}

/**
 * AWS can't move a proxy to other subnets, and it reaches the database from the present ones: a zone that is added later
 * must not replace the proxy, which its clients use. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_ModifyDBProxy.html
 */
const SUBNETS = ["vpcSubnetIds"];

/** ARN of the role, known once it may sign in to the server: RDS looks at its secrets when it makes a proxy. */
function createRole(
    id: string,
    args: ProxyArgs,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    // RDS documents no condition on the account for which the proxy acts.
    const role = new iam.Role(id, { assumeRolePolicy: serviceTrust("rds.amazonaws.com") }, options);
    const { server, keyArn, region, connect } = args;
    const statements = connect
        ? [connect]
        : secretStatements({ master: { arn: server.secretArn, keyArn } }, region);
    const permissions = new iam.RolePolicy(
        id,
        { role: role.name, policy: policyDocument(statements) },
        options,
    );
    return after(role.arn, [permissions]);
}

function connectTo(
    id: string,
    proxy: rds.Proxy,
    server: Server,
    opened: readonly pulumi.CustomResource[],
    options: pulumi.CustomResourceOptions,
): rds.ProxyTarget {
    const targets = new rds.ProxyDefaultTargetGroup(
        id,
        { dbProxyName: proxy.name, connectionPoolConfig: { maxConnectionsPercent: CONNECTIONS_PERCENT } },
        options,
    );
    return new rds.ProxyTarget(
        id,
        {
            dbProxyName: proxy.name,
            targetGroupName: targets.name,
            ...(server.clusterIdentifier === undefined
                ? { dbInstanceIdentifier: server.instanceIdentifier }
                : { dbClusterIdentifier: server.clusterIdentifier }),
        },
        // It is available once the proxy has connected to the server.
        { ...options, dependsOn: [...server.ready, ...opened] },
    );
}

function readOnly(
    id: string,
    { vpc, identifier }: ProxyArgs,
    proxy: rds.Proxy,
    securityGroupId: pulumi.Output<string>,
    options: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
    const endpoint = new rds.ProxyEndpoint(
        `${id}-readers`,
        {
            dbProxyName: proxy.name,
            dbProxyEndpointName: `${identifier}-readers`,
            targetRole: "READ_ONLY",
            vpcSubnetIds: vpc.isolatedSubnetIds,
            vpcSecurityGroupIds: [securityGroupId],
        },
        { ...options, ignoreChanges: SUBNETS },
    );
    return endpoint.endpoint;
}
