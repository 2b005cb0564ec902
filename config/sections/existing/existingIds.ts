import { EXISTING, type ExistingKind } from "../../../model/uses";
import type { Values } from "../../schema";

/** The key of each kind below `plumbline:existing`. */
export const EXISTING_PLURALS = {
    table: "tables",
    bucket: "buckets",
    queue: "queues",
    secret: "secrets",
    database: "databases",
    directory: "directories",
    cache: "caches",
    parameter: "parameters",
    topic: "topics",
} as const satisfies Record<ExistingKind, keyof Values["existing"]>;

/** Ids of all that exists already, as in `uses`: `existing:table/projects`. */
export function existingIds(existing: Values["existing"]): string[] {
    return Object.entries(EXISTING_PLURALS).flatMap(([kind, plural]) =>
        Object.keys(existing[plural]).map((name) => `${EXISTING}:${kind}/${name}`),
    );
}
