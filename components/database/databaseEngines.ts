/** Differences between database engines. */

import type { Engine } from "../../model/databaseEngines";

/** Server parameters by name. */
export type Parameters = Readonly<Record<string, string>>;

/** The traits of one engine. */
export interface EngineTraits {
    /** TCP port of the engine by default, and always of a proxy. */
    readonly port: number;
    /** How RDS Proxy calls its wire protocol. */
    readonly family: "POSTGRESQL" | "MYSQL";
    /** Parameters of every server: connections without TLS are refused, and the exported logs have content. */
    readonly parameters: Parameters;
    /** Logs it can send to CloudWatch. */
    readonly logs: readonly string[];
}

const POSTGRESQL = {
    port: 5432,
    family: "POSTGRESQL",
    parameters: {
        "rds.force_ssl": "1",
        // Changes of the schema, and statements that took longer than a second (in milliseconds).
        log_statement: "ddl",
        log_min_duration_statement: "1000",
    },
} as const;

/** Logs go to files, which RDS exports; statements that take longer than a second count as slow. */
const MYSQL_LOGS = { slow_query_log: "1", long_query_time: "1", log_output: "FILE" };

const MYSQL = { port: 3306, family: "MYSQL" } as const;

export const engineTraits: Readonly<Record<Engine, EngineTraits>> = {
    "aurora-postgresql": { ...POSTGRESQL, logs: ["postgresql"] },
    "aurora-mysql": {
        ...MYSQL,
        parameters: {
            require_secure_transport: "ON",
            ...MYSQL_LOGS,
            // Without these the audit log stays empty.
            server_audit_logging: "1",
            server_audit_events: "CONNECT,QUERY_DCL,QUERY_DDL",
        },
        logs: ["audit", "error", "slowquery"],
    },
    postgres: { ...POSTGRESQL, logs: ["postgresql", "upgrade"] },
    mysql: {
        ...MYSQL,
        parameters: { require_secure_transport: "1", ...MYSQL_LOGS },
        logs: ["error", "slowquery"],
    },
};

/** The parameter group family: `postgres16`, `aurora-postgresql16`, `mysql8.0`, `aurora-mysql8.0`. */
export function parameterFamily(engine: Engine, version: string): string {
    return `${engine}${version}`;
}

/** Parameters for a parameter group: ours, and the ones from the arguments. */
export function serverParameters(
    engine: Engine,
    chosen: Parameters = {},
): { name: string; value: string; applyMethod: string }[] {
    // Parameters from the arguments may be static, which AWS accepts only for the next restart; ours are dynamic.
    const all = [
        ...Object.entries(chosen).map(([name, value]) => ({ name, value, applyMethod: "pending-reboot" })),
        ...Object.entries(engineTraits[engine].parameters)
            .filter(([name]) => !(name in chosen))
            .map(([name, value]) => ({ name, value, applyMethod: "immediate" })),
    ];
    return all.sort((a, b) => (a.name < b.name ? -1 : 1));
}
