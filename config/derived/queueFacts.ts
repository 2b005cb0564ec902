/** What is known of a queue before anything is deployed: of this stack's, of another stack's, and of one that exists already. */
import { sourceId } from "../../model/triggers";
import { EXISTING, parseUse } from "../../model/uses";
import type { Others } from "../references";
import type { Values } from "../schema";

export interface QueueFacts {
    readonly id: string;
    readonly fifo: boolean;
    /** undefined: nobody knows. */
    readonly visibilitySeconds: number | undefined;
}

/**
 * @param named its name, or its id
 * @param others undefined: nobody has looked at other stacks yet
 */
export function queueFacts(
    named: string,
    { queues, existing }: Pick<Values, "queues" | "existing">,
    others: Others = {},
): QueueFacts {
    const id = named.startsWith("queue/") ? named : sourceId("queue", named);
    const { source, name } = parseUse(id);
    if (source === undefined) {
        const own = Object.hasOwn(queues, name) ? queues[name] : undefined;
        return { id, fifo: own?.fifo === true, visibilitySeconds: own?.visibilitySeconds };
    }
    if (source === EXISTING) {
        // Amazon SQS demands the ending of those that keep the order, and of no others.
        const fifo = existing.queues[name]?.name.endsWith(".fifo") === true;
        return { id, fifo, visibilitySeconds: undefined };
    }
    const other = others[source];
    const part = typeof other === "object" ? other.parts[`queue/${name}`]?.source : undefined;
    return { id, fifo: part?.fifo === true, visibilitySeconds: part?.visibilitySeconds };
}
