/** Environment variables that a workload gets for each of its `uses`: those of `link()` in the components. */
import { type Kind, parseUse } from "../../model/uses";
import type { NamedKeys } from "../order";
import type { Values } from "../schema";

type Known = Pick<Values, NamedKeys>;

/** Last parts of names: of plain variables, and of secrets. */
interface Roles {
    readonly plain: readonly string[];
    readonly secret?: readonly string[];
    /** Secrets that change while workloads run: containers get their ARNs as well. */
    readonly rotates?: boolean;
}

const ROLES: Readonly<Record<Kind, (name: string, known: Known) => Roles | undefined>> = {
    database: (name, { databases }) => {
        const database = databases[name];
        if (database === undefined) return undefined;
        const { iamUser } = database;
        const aurora = "readers" in database ? database : undefined;
        return {
            plain: [
                ...["HOST", "PORT", "NAME"],
                ...((aurora?.readers ?? 0) > 0 ? ["READER_HOST"] : []),
                ...(iamUser === undefined ? [] : ["USER"]),
                ...(aurora?.dataApi ? ["ARN", "SECRET_ARN"] : []),
            ],
            secret: iamUser === undefined ? ["USERNAME", "PASSWORD"] : [],
            rotates: true,
        };
    },
    cache: (name, { caches }) => ({
        plain: ["HOST", "PORT", ...((caches[name]?.replicas ?? 0) > 0 ? ["READER_HOST"] : [])],
        secret: ["TOKEN"],
    }),
    table: (name, { tables }) => ({
        plain: ["NAME", ...((tables[name]?.stream ?? "none") === "none" ? [] : ["STREAM_ARN"])],
    }),
    bucket: () => ({ plain: ["NAME"] }),
    queue: () => ({ plain: ["URL"] }),
    secret: (name, { secrets }) => ({
        plain: [],
        secret: [""],
        rotates: secrets[name]?.rotateDays !== undefined,
    }),
    directory: (name, { directories }) => ({
        plain: ["USER_POOL_ID", "CLIENT_ID", "ISSUER", ...(directories[name]?.signIn ? ["SIGN_IN_URL"] : [])],
    }),
    function: () => ({ plain: ["ARN"] }),
    api: () => ({ plain: ["URL"] }),
    service: () => ({ plain: ["URL"] }),
};

/** How a workload gets a secret: functions and servers its ARN, containers the value, and the ARN of what rotates. */
export type SecretsAs = "arn" | "value";

/** Names of the variables for one entry of `uses`. */
export function variableNames(use: string, known: Known, secretsAs: SecretsAs): string[] {
    const { kind, name } = parseUse(use);
    const { plain = [], secret = [], rotates = false } = ROLES[kind as Kind](name, known) ?? {};
    const of = (role: string): string =>
        [kind, name, ...(role === "" ? [] : [role])].join("_").replaceAll("-", "_").toUpperCase();
    const withArn = secretsAs === "arn" || rotates;
    return [
        ...plain.map(of),
        ...(secretsAs === "value" ? secret.map(of) : []),
        ...(withArn ? secret.map((role) => `${of(role)}_ARN`) : []),
    ];
}
