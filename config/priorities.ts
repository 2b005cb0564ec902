/** The places of services among the load balancer's rules. */
import { createHash } from "node:crypto";

import type { Values } from "./schema";

/** AWS allows priorities 1 to 50000; derived ones leave the low ones to those that are given. */
const DERIVED = { first: 1000, count: 49000 };

/**
 * Rule priorities by service name: the given one, or one derived from the name alone, so that adding a
 * service moves no other.
 */
export function rulePriorities(services: Values["services"]): Record<string, number> {
    return Object.fromEntries(
        Object.entries(services).flatMap(([name, service]) =>
            service.public ? [[name, service.public.priority ?? derived(name)]] : [],
        ),
    );
}

function derived(name: string): number {
    return DERIVED.first + (createHash("sha256").update(name).digest().readUInt32BE(0) % DERIVED.count);
}
