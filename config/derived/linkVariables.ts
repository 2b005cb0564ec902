/**
 * The variables that a workload gets for its `uses`, before anything exists: names as links give them, and values as
 * long as AWS's at most. `components/…/link()` is where the real ones come from.
 */
import { EMAIL_SENDER } from "../../model/sender";
import { privateDomain, variable } from "../../model/names";
import type { PublishedPart } from "../../model/parts";
import { EXISTING, parseUse } from "../../model/uses";
import { emailDomainOf } from "./emailDomains";
import { existingVariables } from "./existingVariables";
import type { NamedKeys } from "../order";
import type { Others } from "../references";
import type { Values } from "../schema";

type Variables = Record<string, string>;

/** What decides on names and lengths. */
export type Linked = Pick<
    Values,
    | "region"
    | "accountId"
    | "existing"
    | "databases"
    | "caches"
    | "tables"
    | "topics"
    | "buckets"
    | "queues"
    | "emails"
    | "domain"
    | "secrets"
    | "parameters"
    | "directories"
    | "apis"
    | "services"
    | "media"
>;

/** What one entry of `uses` gives. */
interface Given {
    readonly plain: Variables;
    /** ARNs of secrets, by the variable that gives the value to a container. */
    readonly secrets?: Variables;
}

interface Place {
    readonly stack: string;
    readonly project: string;
    readonly hosts: Readonly<Record<string, string>>;
    /** What other stacks publish, as far as somebody has looked. */
    readonly others?: Others | undefined;
}

/** Characters that AWS or Pulumi choose: an id, or the end of a name. */
const any = (length: number): string => "x".repeat(length);
/** A name as Pulumi ends it: `uploads-0a1b2c3`. */
const named = (name: string): string => `${name}-${any(7)}`;

/** Variables of a function for `uses`. */
export function linkVariables(uses: readonly string[], values: Linked, place: Place): Variables {
    const given = uses.map((use) => givenBy(use, values, place));
    return Object.assign({}, ...given.flatMap(({ plain, secrets }) => [plain, arnsOf(secrets)])) as Variables;
}

/** How a workload gets a secret: functions and servers its ARN, containers the value, and the ARN of what rotates. */
export type SecretsAs = "arn" | "value";

/** Names of the variables for one entry of `uses`. */
export function variableNames(
    use: string,
    known: Pick<Values, NamedKeys | "existing">,
    secretsAs: SecretsAs,
    others?: Others,
): string[] {
    const anywhere = { ...known, region: "", accountId: "", domain: undefined };
    const { plain, secrets = {} } = givenBy(use, anywhere, { stack: "", project: "", hosts: {}, others });
    const { source, kind, name } = parseUse(use);
    const part = publishedPart(use, others);
    const rotates = part
        ? Object.values(part.secrets).some((secret) => secret.rotates)
        : kind === "database" ||
          kind === "media" ||
          (kind === "secret" && secretRotates(source, name, known));
    return [
        ...Object.keys(plain),
        ...(secretsAs === "value" ? Object.keys(secrets) : []),
        ...(secretsAs === "arn" || rotates ? Object.keys(arnsOf(secrets)) : []),
    ];
}

/** The variables of secrets for workloads that read them by their ARN. */
function arnsOf(secrets: Variables = {}): Variables {
    return Object.fromEntries(Object.entries(secrets).map(([name, arn]) => [`${name}_ARN`, arn]));
}

/** What another stack makes has none of this one's settings, even if this one has an entry of the same name. */
const NOT_OURS: Omit<Linked, "region" | "accountId" | "existing"> = {
    databases: {},
    caches: {},
    tables: {},
    topics: {},
    buckets: {},
    queues: {},
    emails: {},
    domain: undefined,
    secrets: {},
    parameters: {},
    directories: {},
    apis: {},
    services: {},
    media: {},
};

/** What another stack says of one of its parts. */
function publishedPart(use: string, others: Others = {}): PublishedPart | undefined {
    const { source, kind, name } = parseUse(use);
    const other = source === undefined ? undefined : others[source];
    return typeof other === "string" ? undefined : other?.parts[`${kind}/${name}`];
}

/** Whether AWS changes the value of a secret that no other stack makes. */
function secretRotates(
    source: string | undefined,
    name: string,
    { secrets, existing }: Pick<Values, "secrets" | "existing">,
): boolean {
    if (source === EXISTING) return existing.secrets[name]?.rotates === true;
    const { rotateDays, rotate } = (source === undefined && secrets[name]) || {};
    return (rotateDays ?? rotate) !== undefined;
}

function givenBy(use: string, all: Linked, { stack, project, hosts: allHosts, others }: Place): Given {
    const { source, kind, name } = parseUse(use);
    if (source === EXISTING) return existingVariables(use, all);
    const part = publishedPart(use, others);
    if (part) {
        const arns = Object.entries(part.secrets).map(([variableName, { arn }]) => [variableName, arn]);
        return { plain: part.variables, secrets: Object.fromEntries(arns) as Variables };
    }
    const values = source === undefined ? all : { ...all, ...NOT_OURS };
    const hosts = source === undefined ? allHosts : {};
    const { region, accountId } = values;
    const arn = (service: string, rest: string): string =>
        `arn:aws:${service}:${region}:${accountId}:${rest}`;
    const secret = (secretName: string): string => arn("secretsmanager", `secret:${secretName}-${any(6)}`);
    const of = (role: string): string => variable(kind, name, role);
    switch (kind) {
        case "database":
            return databaseVariables(values.databases[name], {
                of,
                arn,
                secret,
                region,
                id: `${project}-${stack}-${name}`,
            });
        case "cache": {
            const cache = values.caches[name];
            const host = `.${named(name)}.${any(6)}.${any(5)}.cache.amazonaws.com`;
            return {
                plain: {
                    [of("host")]: `master${host}`,
                    [of("port")]: String(cache?.port ?? ""),
                    ...((cache?.replicas ?? 0) > 0 ? { [of("reader_host")]: `replica${host}` } : {}),
                },
                secrets: { [of("token")]: secret(named(`${name}-token`)) },
            };
        }
        case "table": {
            const table = values.tables[name]?.name ?? named(name);
            return {
                plain: {
                    [of("name")]: table,
                    ...((values.tables[name]?.stream ?? "none") === "none"
                        ? {}
                        : { [of("stream_arn")]: arn("dynamodb", `table/${table}/stream/${any(23)}`) }),
                },
            };
        }
        case "bucket":
            return { plain: { [of("name")]: values.buckets[name]?.name ?? named(name) } };
        case "topic": {
            const end = values.topics[name]?.fifo === true ? ".fifo" : "";
            return { plain: { [of("arn")]: arn("sns", `${named(name)}${end}`) } };
        }
        case "bus":
            return { plain: { [of("name")]: named(name) } };
        case "queue": {
            const end = values.queues[name]?.fifo === true ? ".fifo" : "";
            const queue = values.queues[name]?.name ?? `${named(name)}${end}`;
            const url = `https://sqs.${region}.amazonaws.com/${accountId}/${queue}`;
            return { plain: { [of("url")]: url } };
        }
        case "secret":
            return {
                plain: {},
                secrets: { [variable(kind, name)]: secret(values.secrets[name]?.name ?? named(name)) },
            };
        case "email": {
            const entry = values.emails[name];
            const sender =
                entry?.from ?? `${EMAIL_SENDER}@${emailDomainOf(entry ?? {}, values.domain) ?? ""}`;
            return {
                plain: { [of("sender")]: sender, [of("configuration_set")]: `${project}-${stack}-${name}` },
            };
        }
        case "parameter":
            return {
                plain: { [of("name")]: values.parameters[name]?.name ?? `/${project}/${stack}/${name}` },
            };
        case "directory": {
            const pool = `${region}_${any(9)}`;
            const signIn = values.directories[name]?.signIn;
            const host =
                hosts[`directory/${name}`] ?? `${signIn?.prefix ?? ""}.auth.${region}.amazoncognito.com`;
            return {
                plain: {
                    [of("user_pool_id")]: pool,
                    [of("client_id")]: any(26),
                    [of("issuer")]: `https://cognito-idp.${region}.amazonaws.com/${pool}`,
                    ...(signIn ? { [of("sign_in_url")]: `https://${host}` } : {}),
                },
            };
        }
        case "function":
            return { plain: { [of("arn")]: arn("lambda", `function:${named(name)}:live`) } };
        case "api": {
            const own = values.apis[name]?.cdn
                ? `${any(14)}.cloudfront.net`
                : `${any(10)}.execute-api.${region}.amazonaws.com`;
            return { plain: { [of("url")]: `https://${hosts[`api/${name}`] ?? own}` } };
        }
        case "service": {
            const service = values.services[name];
            const host = hosts[`service/${name}`];
            const balancer = `http://${named("public")}-${any(10)}.${region}.elb.amazonaws.com`;
            const domain = privateDomain({ stack, project }, values.existing.network !== undefined);
            const inside = `http://${name}.${domain}:${service?.port ?? ""}`;
            const url = service?.public ? (host === undefined ? balancer : `https://${host}`) : inside;
            return { plain: { [of("url")]: url } };
        }
        case "media": {
            const host = hosts[`media/${name}`] ?? `${any(14)}.cloudfront.net`;
            const isPublic = values.media[name]?.access === "public";
            return {
                plain: { [of("url")]: `https://${host}` },
                secrets: isPublic ? {} : { [of("key")]: secret(named(`${name}-signing`)) },
            };
        }
        default:
            return { plain: {} };
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
): Given {
    if (database === undefined) return { plain: {} };
    const { engine, proxy, iamUser, databaseName } = database;
    const isCluster = "readers" in database;
    const host = (kind: string): string => `${id}.${kind}${any(12)}.${region}.rds.amazonaws.com`;
    const master = secret(`rds!${isCluster ? "cluster" : "db"}-${any(36)}`);
    const port = database.port ?? (engine.endsWith("mysql") ? 3306 : 5432);
    const hasReaders = isCluster && database.readers > 0;
    return {
        plain: {
            [of("host")]: host(proxy ? "proxy-" : isCluster ? "cluster-" : ""),
            [of("port")]: String(port),
            [of("name")]: databaseName,
            ...(hasReaders ? { [of("reader_host")]: host(proxy ? "endpoint.proxy-" : "cluster-ro-") } : {}),
            ...(iamUser === undefined ? {} : { [of("user")]: iamUser }),
            ...(isCluster && database.dataApi
                ? { [of("arn")]: arn("rds", `cluster:${id}`), [of("secret_arn")]: master }
                : {}),
        },
        secrets: iamUser === undefined ? { [of("username")]: master, [of("password")]: master } : {},
    };
}
