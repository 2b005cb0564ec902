import type { Settings } from "../config/validate";
import * as defaults from "../model/defaults";

/** What an emulated stack's databases are for its user. */
interface EmulatedDatabases {
    /** Rows of `database/<name>` and URL, without the password: it is in the secret that the outputs name. */
    readonly rows: readonly string[][];
    /** What does not run on this machine. */
    readonly notes: readonly string[];
}

/**
 * Where the databases of an emulated stack are. The emulator gives a database that runs an address of this machine, and
 * one that does not a name as AWS would.
 *
 * @param outputs of the stack
 */
export function emulatedDatabases(
    { emulator, databases, caches }: Pick<Settings, "emulator" | "databases" | "caches">,
    outputs: Readonly<Record<string, unknown>>,
): EmulatedDatabases {
    if (emulator === undefined) return { rows: [], notes: [] };
    const places = (outputs["databases"] ?? {}) as Readonly<Record<string, Place | undefined>>;
    const made = Object.entries(databases).flatMap(([name, { engine, databaseName, from }]) => {
        const { host, port } = places[name] ?? {};
        if (host === undefined || port === undefined) return [];
        // A server made from a snapshot has the users of that.
        const user = from === undefined ? `${defaults.database.masterUser}@` : "";
        const url = `postgresql://${user}${host}:${port}/${databaseName}?sslmode=require`;
        return [{ name, engine, url, runs: host.startsWith("127.") }];
    });
    const still = made.filter(({ runs }) => !runs);
    return {
        rows: made.filter(({ runs }) => runs).map(({ name, url }) => [`database/${name}`, url]),
        notes: [
            ...saying(still.filter(({ engine }) => engine.includes("postgres")).map(idOf), NO_POSTGRESQL),
            ...saying(still.filter(({ engine }) => engine.includes("mysql")).map(idOf), NO_MYSQL),
            ...saying(
                Object.keys(caches).map((name) => `cache/${name}`),
                NO_CACHE,
            ),
        ],
    };
}

interface Place {
    readonly host?: string;
    readonly port?: number;
}

const NO_POSTGRESQL =
    "the emulator finds no PostgreSQL. Run `npm install`, or put `postgres` 16 or newer on the PATH";
const NO_MYSQL = "the emulator runs PostgreSQL only";
const NO_CACHE = "the emulator runs no caches";

const idOf = ({ name }: { readonly name: string }): string => `database/${name}`;

function saying(names: readonly string[], why: string): string[] {
    return names.length === 0
        ? []
        : [`Deployed, but not run on this machine: ${names.join(", ")}; ${why}. See docs/emulator.md.`];
}
