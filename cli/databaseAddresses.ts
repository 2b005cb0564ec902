import type { Settings } from "../config/validate";
import * as defaults from "../model/defaults";

/** What an emulated stack's databases and caches are for its user. */
interface EmulatedDatabases {
    /** Rows of `database/<name>` or `cache/<name>`, and URL, without the password: it is in the secret that the outputs name. */
    readonly rows: readonly string[][];
    /** What does not run on this machine. */
    readonly notes: readonly string[];
}

/**
 * Where the databases and caches of an emulated stack are. The emulator gives a database that runs an address of this machine, and
 * one that does not a name as AWS would.
 *
 * @param outputs of the stack
 */
export function emulatedDatabases(
    { emulator, databases, caches }: Pick<Settings, "emulator" | "databases" | "caches">,
    outputs: Readonly<Record<string, unknown>>,
): EmulatedDatabases {
    if (emulator === undefined) return { rows: [], notes: [] };
    const made = [
        ...Object.entries(databases).flatMap(([name, { engine, databaseName, from }]) => {
            // A server made from a snapshot has the users of that.
            const user = from === undefined ? `${defaults.database.masterUser}@` : "";
            const why = engine.includes("postgres") ? NO_POSTGRESQL : NO_MYSQL;
            return placed(`database/${name}`, outputs["databases"], why, (place) => {
                return `postgresql://${user}${place}/${databaseName}?sslmode=require`;
            });
        }),
        ...Object.keys(caches).flatMap((name) =>
            placed(`cache/${name}`, outputs["caches"], NO_CACHE, (place) => `rediss://${place}`),
        ),
    ];
    return {
        rows: made.filter(({ runs }) => runs).map(({ id, url }) => [id, url]),
        notes: [NO_POSTGRESQL, NO_MYSQL, NO_CACHE].flatMap((why) => {
            const ids = made.filter((one) => !one.runs && one.why === why).map(({ id }) => id);
            if (ids.length === 0) return [];
            return [
                `Deployed, but not run on this machine: ${ids.join(", ")}; ${why}. See docs/emulator.md.`,
            ];
        }),
    };
}

interface Placed {
    readonly id: string;
    readonly url: string;
    readonly runs: boolean;
    /** Why it does not run, if it does not. */
    readonly why: string;
}

/** One entry of the outputs of its kind, if it is deployed. */
function placed(id: string, places: unknown, why: string, urlOf: (place: string) => string): Placed[] {
    const known = (places ?? {}) as Readonly<Record<string, { host?: string; port?: number } | undefined>>;
    const { host, port } = known[id.slice(id.indexOf("/") + 1)] ?? {};
    if (host === undefined || port === undefined) return [];
    return [{ id, url: urlOf(`${host}:${port}`), runs: host.startsWith("127."), why }];
}

const NO_POSTGRESQL =
    "the emulator finds no PostgreSQL. Run `npm install`, or put `postgres` 16 or newer on the PATH";
const NO_MYSQL = "the emulator runs no MySQL";
const NO_CACHE =
    "neither `valkey-server` nor `redis-server` is on the PATH (Debian, Ubuntu: apt-get install redis-server)";
