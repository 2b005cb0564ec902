/** What differs between database engines. */

export const ENGINES = ["aurora-postgresql", "aurora-mysql", "postgres", "mysql"] as const;
export type Engine = (typeof ENGINES)[number];

/** The traits of one engine. */
export interface EngineTraits {
    /** TCP port it listens on. */
    readonly port: number;
    /** The parameter that refuses connections without TLS. */
    readonly forceTls: { readonly name: string; readonly value: string };
    /** Logs it can send to CloudWatch. */
    readonly logs: readonly string[];
}

const POSTGRESQL = { port: 5432, forceTls: { name: "rds.force_ssl", value: "1" } };
const MYSQL = { port: 3306, forceTls: { name: "require_secure_transport", value: "ON" } };

export const engineTraits: Readonly<Record<Engine, EngineTraits>> = {
    "aurora-postgresql": { ...POSTGRESQL, logs: ["postgresql"] },
    "aurora-mysql": { ...MYSQL, logs: ["audit", "error", "slowquery"] },
    postgres: { ...POSTGRESQL, logs: ["postgresql", "upgrade"] },
    mysql: {
        ...MYSQL,
        forceTls: { name: "require_secure_transport", value: "1" },
        logs: ["error", "slowquery"],
    },
};

/** The parameter group family: `postgres16`, `aurora-postgresql16`, `mysql8.0`, `aurora-mysql8.0`. */
export function parameterFamily(engine: Engine, version: string): string {
    return `${engine}${version}`;
}
