/** What runs of a stack: every kind of part is asked about side by side. */
import type { Settings } from "../../config/validate";
import type { NodeKind } from "../../model/uses";
import { awsFailure } from "../parts/awsFailure";
import { findPart, type Named, type Part, partsNamed } from "../parts/parts";
import type { Resource } from "../state/resource";
import { ringingAlarms } from "./alarms";
import { caches, databases } from "./databases";
import { functions } from "./functions";
import { pipelines } from "./pipelines";
import { queues } from "./queues";
import type { Asked, Look, Row } from "./row";
import { servers } from "./servers";
import { services } from "./services";
import { sites } from "./sites";
import { tasks } from "./tasks";

const LOOKS = {
    service: services,
    function: functions,
    server: servers,
    task: tasks,
    database: databases,
    cache: caches,
    queue: queues,
    site: sites,
    pipeline: pipelines,
} as const satisfies Partial<Record<NodeKind, Look>>;

type Watched = keyof typeof LOOKS;

/** Kinds of which something runs, in the order of the table. */
export const WATCHED = Object.keys(LOOKS) as Watched[];

/**
 * Looks at a stack, or at one part of it.
 * @param only that part. @default every part, and alarms that belong to none
 */
export async function statusOf(
    settings: Settings,
    resources: readonly Resource[],
    asked: Asked,
    only?: Named,
): Promise<Row[]> {
    const wanted = only === undefined ? partsNamed(settings, WATCHED) : [only];
    const found = wanted.map((named) => ({ named, part: findPart(named, resources) }));
    const rows = await Promise.all(
        WATCHED.map(async (kind) => {
            const parts = found.flatMap(({ part }) => (part?.kind === kind ? [part] : []));
            return parts.length === 0 ? [] : lookAt(kind, parts, asked);
        }),
    );
    const byId = new Map(rows.flat().map((row) => [row.id, row]));
    const alarms = await alarmsAmong(
        only === undefined ? resources : (found[0]?.part?.resources ?? []),
        asked,
    );
    return [...found.map(({ named }) => byId.get(named.id) ?? absent(named)), ...alarms];
}

/** What one service does not answer leaves the others as they are. */
async function lookAt(kind: Watched, parts: readonly Part[], asked: Asked): Promise<readonly Row[]> {
    try {
        return await LOOKS[kind](parts, asked);
    } catch (error) {
        const reason = awsFailure("AWS does not say", error).message;
        return parts.map(({ id }) => unknown(id, reason));
    }
}

async function alarmsAmong(resources: readonly Resource[], asked: Asked): Promise<Row[]> {
    try {
        return await ringingAlarms(resources, asked);
    } catch (error) {
        return [unknown("alarms", awsFailure("AWS does not say", error).message)];
    }
}

function unknown(id: string, reason: string): Row {
    return { id, condition: "unknown", runs: "unknown", version: "", last: reason, facts: { reason } };
}

function absent({ id }: Named): Row {
    return { id, condition: "not deployed", runs: "not deployed", version: "", last: "", facts: {} };
}
