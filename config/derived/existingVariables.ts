/** The variables of what exists already, before it is looked up: as many, and as long as AWS's at most. */
import { parseArn } from "../../model/arn";
import { variable } from "../../model/names";
import { type ExistingKind, parseUse } from "../../model/uses";
import type { Values } from "../schema";

type Variables = Record<string, string>;
type Existing = Values["existing"];

/** Characters that AWS chooses. */
const any = (length: number): string => "x".repeat(length);

/**
 * Variables for one entry of `uses`, which exists.
 *
 * @returns plain ones, and ARNs of secrets by the variable that gives the value to a container
 */
export function existingVariables(
    use: string,
    { existing, region, accountId }: Pick<Values, "existing" | "region" | "accountId">,
): { readonly plain: Variables; readonly secrets?: Variables } {
    const { kind: given, name } = parseUse(use);
    const kind = given as string as ExistingKind;
    const of = (role: string): string => variable(kind, name, role);
    const arn = (service: string, rest: string): string =>
        `arn:aws:${service}:${region}:${accountId}:${rest}`;
    const secret = (text: string | undefined): string =>
        text !== undefined && parseArn(text)
            ? text
            : arn("secretsmanager", `secret:${text ?? any(44)}-${any(6)}`);
    switch (kind) {
        case "table": {
            const table = existing.tables[name]?.name ?? "";
            const streamArn = arn("dynamodb", `table/${table}/stream/${any(23)}`);
            return { plain: { [of("name")]: table, [of("stream_arn")]: streamArn } };
        }
        case "bucket":
            return { plain: { [of("name")]: existing.buckets[name]?.name ?? "" } };
        case "queue": {
            const queue = existing.queues[name]?.name ?? "";
            return { plain: { [of("url")]: `https://sqs.${region}.amazonaws.com/${accountId}/${queue}` } };
        }
        case "topic":
            return { plain: { [of("arn")]: arn("sns", existing.topics[name]?.name ?? "") } };
        case "parameter":
            return { plain: { [of("name")]: existing.parameters[name]?.name ?? "" } };
        case "secret":
            return { plain: {}, secrets: { [variable(kind, name)]: secret(existing.secrets[name]?.name) } };
        case "database":
            return databaseVariables(existing.databases[name], of, region, secret);
        case "cache": {
            const cache = existing.caches[name];
            const host = `.${cache?.replicationGroup ?? ""}.${any(6)}.${any(5)}.cache.amazonaws.com`;
            const plain = {
                [of("host")]: `master${host}`,
                [of("port")]: any(5),
                [of("reader_host")]: `replica${host}`,
            };
            return cache?.token === undefined
                ? { plain }
                : { plain, secrets: { [of("token")]: secret(cache.token) } };
        }
        case "directory": {
            const directory = existing.directories[name];
            const pool = directory?.userPoolId ?? "";
            return {
                plain: {
                    [of("user_pool_id")]: pool,
                    [of("client_id")]: directory?.clientId ?? "",
                    [of("issuer")]: `https://cognito-idp.${region}.amazonaws.com/${pool}`,
                    ...(directory?.signInUrl === undefined
                        ? {}
                        : { [of("sign_in_url")]: directory.signInUrl }),
                },
            };
        }
    }
}

function databaseVariables(
    database: Existing["databases"][string] | undefined,
    of: (role: string) => string,
    region: string,
    secret: (text: string | undefined) => string,
): { readonly plain: Variables; readonly secrets: Variables } {
    const { cluster, instance = "", iamUser, databaseName, secret: given } = database ?? {};
    const host = (kind: string): string =>
        `${cluster ?? instance}.${kind}${any(12)}.${region}.rds.amazonaws.com`;
    return {
        plain: {
            [of("host")]: host("cluster-"),
            [of("port")]: any(5),
            [of("name")]: databaseName ?? any(64),
            ...(cluster === undefined ? {} : { [of("reader_host")]: host("cluster-ro-") }),
            ...(iamUser === undefined ? {} : { [of("user")]: iamUser }),
        },
        secrets:
            iamUser === undefined ? { [of("username")]: secret(given), [of("password")]: secret(given) } : {},
    };
}
