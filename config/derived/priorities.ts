/** The places of services and servers among the load balancer's rules. */
import { createHash } from "node:crypto";

import type { Values } from "../schema";

/** AWS allows priorities 1 to 50000; derived priorities leave the low ones to given ones. */
const DERIVED = { first: 1000, count: 49000 };

/**
 * Rule priorities by `<kind>/<name>`: the given one, or one derived from the name alone, so that adding a
 * service moves no other.
 */
export function rulePriorities({
    services,
    servers,
}: Pick<Values, "services" | "servers">): Record<string, number> {
    return Object.fromEntries([
        ...Object.entries(services).flatMap(([name, { public: exposure }]) =>
            exposure ? [[`service/${name}`, exposure.priority ?? derived(name)]] : [],
        ),
        ...Object.entries(servers).flatMap(([name, { public: exposure }]) =>
            exposure ? [[`server/${name}`, exposure.priority ?? derived(`server/${name}`)]] : [],
        ),
    ]) as Record<string, number>;
}

function derived(name: string): number {
    return DERIVED.first + (createHash("sha256").update(name).digest().readUInt32BE(0) % DERIVED.count);
}
