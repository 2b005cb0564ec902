/** A database or cache as local tools need it: address, login, variables and program. */
import type { Settings } from "../../config/validate";
import { MASTER_USER } from "../../model/databaseEngines";
import type { Named } from "../parts/parts";
import { valueAt } from "../shell/secrets";

export interface Endpoint {
    readonly id: string;
    readonly protocol: "postgresql" | "mysql" | "redis";
    readonly host: string;
    readonly port: number;
    /** Of a database: the one in it that the stack file names. */
    readonly database?: string;
    /** Known without its secret. Undefined: the secret says it, or there is none. */
    readonly user?: string;
    readonly secretArn: string | undefined;
    /** The authority that has signed its certificate, if the certificate has this host in it. */
    readonly authority?: string;
}

export interface Login {
    readonly user?: string | undefined;
    readonly password?: string | undefined;
}

interface Place {
    readonly host?: string;
    readonly port?: number;
    readonly secretArn?: string;
}

/** What the stack's outputs say of it; undefined: it is not deployed. */
export function endpointOf(
    { id, kind, name }: Named,
    { databases }: Pick<Settings, "databases">,
    outputs: Readonly<Record<string, unknown>>,
): Endpoint | undefined {
    const places = (outputs[kind === "cache" ? "caches" : "databases"] ?? {}) as Record<
        string,
        Place | undefined
    >;
    const { host, port, secretArn } = places[name] ?? {};
    if (host === undefined || port === undefined) return undefined;
    const { engine, databaseName, from } = databases[name] ?? {};
    if (kind === "cache" || engine === undefined) return { id, protocol: "redis", host, port, secretArn };
    return {
        ...{ id, host, port, secretArn },
        protocol: engine.includes("postgres") ? "postgresql" : "mysql",
        ...(databaseName === undefined ? {} : { database: databaseName }),
        // A server made from a snapshot has the users of that.
        ...(from === undefined ? { user: MASTER_USER } : {}),
    };
}

/** The login in the text of its secret: of a database JSON, of a cache the token itself. */
export function loginIn({ protocol, user }: Endpoint, secret: string): Login {
    if (protocol === "redis") return { password: secret };
    return { user: valueAt(secret, "username") ?? user, password: valueAt(secret, "password") };
}

/** Its address. Without a password in the login, none is in it. */
export function urlOf(endpoint: Endpoint, { user, password }: Login): string {
    const { protocol, host, port, database } = endpoint;
    const name = encodeURIComponent(user ?? "");
    const login = password === undefined ? name : `${name}:${encodeURIComponent(password)}`;
    const place = `${login === "" ? "" : `${login}@`}${host}:${port}`;
    if (protocol === "redis") return `rediss://${place}`;
    return `${protocol}://${place}/${database ?? ""}${protocol === "mysql" ? "" : "?sslmode=require"}`;
}

/** Variables that its usual clients read. Without a password in the login, none is among them. */
export function variablesFor(endpoint: Endpoint, { user, password }: Login): Record<string, string> {
    const { protocol, host, port, database, authority } = endpoint;
    const all: Record<typeof protocol, Record<string, string | undefined>> = {
        postgresql: {
            PGHOST: host,
            PGPORT: String(port),
            PGUSER: user,
            PGDATABASE: database,
            // Through a tunnel the host is another one than in the certificate.
            PGSSLMODE: authority === undefined ? "require" : "verify-full",
            PGSSLROOTCERT: authority,
            PGPASSWORD: password,
        },
        mysql: { MYSQL_HOST: host, MYSQL_TCP_PORT: String(port), MYSQL_PWD: password },
        redis: { REDIS_URL: urlOf(endpoint, { user, password }), REDISCLI_AUTH: password },
    };
    const own = all[protocol];
    return Object.fromEntries(
        Object.entries(own).filter((entry): entry is [string, string] => entry[1] !== undefined),
    );
}

/** Programs that talk to it, each with its arguments, the best one first. The password is in the variables only. */
export function clientsFor(
    { protocol, host, port, database, authority }: Endpoint,
    { user }: Login,
): string[][] {
    if (protocol === "postgresql") return [["psql"]];
    if (protocol === "mysql") {
        const login = user === undefined ? [] : [`--user=${user}`];
        const where = [`--host=${host}`, `--port=${port}`, "--protocol=TCP"];
        return [
            [
                "mysql",
                ...where,
                ...login,
                "--ssl-mode=REQUIRED",
                ...(database === undefined ? [] : [database]),
            ],
        ];
    }
    const trust = authority === undefined ? ["--insecure"] : ["--cacert", authority];
    return ["valkey-cli", "redis-cli"].map((program) => [
        ...[program, "-h", host, "-p", String(port), "--tls", ...trust],
    ]);
}
