/**
 * The variables that a function gets for its `uses`, before anything exists: names as links give them, and values as
 * long as AWS's at most. `components/…/link()` is where the real ones come from.
 */
import { parseUse } from "../../model/uses";
import type { Values } from "../schema";

type Variables = Record<string, string>;

/** What decides on names and lengths. */
export type Linked = Pick<
    Values,
    | "region"
    | "accountId"
    | "databases"
    | "caches"
    | "tables"
    | "queues"
    | "directories"
    | "apis"
    | "services"
>;

interface Place {
    readonly stack: string;
    readonly hosts: Readonly<Record<string, string>>;
}

/** Characters that AWS or Pulumi choose: an id, or the end of a name. */
const any = (length: number): string => "x".repeat(length);
/** A name as Pulumi ends it: `uploads-0a1b2c3`. */
const named = (name: string): string => `${name}-${any(7)}`;

/** Variables of a function for `uses`. */
export function linkVariables(uses: readonly string[], values: Linked, place: Place): Variables {
    return Object.assign({}, ...uses.map((use) => variablesOf(use, values, place))) as Variables;
}

function variablesOf(use: string, values: Linked, { stack, hosts }: Place): Variables {
    const { kind, name } = parseUse(use);
    const { region, accountId } = values;
    const arn = (service: string, rest: string): string =>
        `arn:aws:${service}:${region}:${accountId}:${rest}`;
    const secret = (secretName: string): string => arn("secretsmanager", `secret:${secretName}-${any(6)}`);
    const of = (role: string): string => `${kind}_${name}_${role}`.replaceAll("-", "_").toUpperCase();
    switch (kind) {
        case "database":
            return databaseVariables(values.databases[name], {
                of,
                arn,
                secret,
                region,
                id: `plumbline-${stack}-${name}`,
            });
        case "cache": {
            const cache = values.caches[name];
            const host = `.${named(name)}.${any(6)}.${any(5)}.cache.amazonaws.com`;
            return {
                [of("host")]: `master${host}`,
                [of("port")]: String(cache?.port ?? ""),
                ...((cache?.replicas ?? 0) > 0 ? { [of("reader_host")]: `replica${host}` } : {}),
                [of("token_arn")]: secret(named(`${name}-token`)),
            };
        }
        case "table":
            return {
                [of("name")]: named(name),
                ...((values.tables[name]?.stream ?? "none") === "none"
                    ? {}
                    : { [of("stream_arn")]: arn("dynamodb", `table/${named(name)}/stream/${any(23)}`) }),
            };
        case "bucket":
            return { [of("name")]: named(name) };
        case "queue": {
            const end = values.queues[name]?.fifo === true ? ".fifo" : "";
            return { [of("url")]: `https://sqs.${region}.amazonaws.com/${accountId}/${named(name)}${end}` };
        }
        case "secret":
            return { [of("arn")]: secret(named(name)) };
        case "directory": {
            const pool = `${region}_${any(9)}`;
            const signIn = values.directories[name]?.signIn;
            const host =
                hosts[`directory/${name}`] ?? `${signIn?.prefix ?? ""}.auth.${region}.amazoncognito.com`;
            return {
                [of("user_pool_id")]: pool,
                [of("client_id")]: any(26),
                [of("issuer")]: `https://cognito-idp.${region}.amazonaws.com/${pool}`,
                ...(signIn ? { [of("sign_in_url")]: `https://${host}` } : {}),
            };
        }
        case "function":
            return { [of("arn")]: arn("lambda", `function:${named(name)}:live`) };
        case "api": {
            const own = values.apis[name]?.cdn
                ? `${any(14)}.cloudfront.net`
                : `${any(10)}.execute-api.${region}.amazonaws.com`;
            return { [of("url")]: `https://${hosts[`api/${name}`] ?? own}` };
        }
        case "service": {
            const service = values.services[name];
            const host = hosts[`service/${name}`];
            const balancer = `http://${named("public")}-${any(10)}.${region}.elb.amazonaws.com`;
            const inside = `http://${name}.${stack}.internal:${service?.port ?? ""}`;
            return {
                [of("url")]: service?.public ? (host === undefined ? balancer : `https://${host}`) : inside,
            };
        }
        default:
            return {};
    }
}

interface Naming {
    readonly of: (role: string) => string;
    readonly arn: (service: string, rest: string) => string;
    readonly secret: (name: string) => string;
    readonly region: string;
    readonly id: string;
}

function databaseVariables(
    database: Values["databases"][string] | undefined,
    { of, arn, secret, region, id }: Naming,
): Variables {
    if (database === undefined) return {};
    const { engine, proxy, iamUser, databaseName } = database;
    const isCluster = "readers" in database;
    const host = (kind: string): string => `${id}.${kind}${any(12)}.${region}.rds.amazonaws.com`;
    const master = secret(`rds!${isCluster ? "cluster" : "db"}-${any(36)}`);
    const port = database.port ?? (engine.endsWith("mysql") ? 3306 : 5432);
    const hasReaders = isCluster && database.readers > 0;
    return {
        [of("host")]: host(proxy ? "proxy-" : isCluster ? "cluster-" : ""),
        [of("port")]: String(port),
        [of("name")]: databaseName,
        ...(hasReaders ? { [of("reader_host")]: host(proxy ? "endpoint.proxy-" : "cluster-ro-") } : {}),
        ...(iamUser === undefined
            ? { [of("username_arn")]: master, [of("password_arn")]: master }
            : { [of("user")]: iamUser }),
        ...(isCluster && database.dataApi
            ? { [of("arn")]: arn("rds", `cluster:${id}`), [of("secret_arn")]: master }
            : {}),
    };
}
