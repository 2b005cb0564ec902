/** Unhandled rejections of promises. Mocha passes them on to the process, which has no other listener. */

import { setTimeout as sleep } from "node:timers/promises";

/** A set, because mocha passes each of them on a second time. */
const lost = new Set<unknown>();

process.on("unhandledRejection", (reason) => {
    lost.add(reason);
});

/** Those since the last call. */
export function lostRejections(): unknown[] {
    const found = [...lost];
    lost.clear();
    return found;
}

/** Milliseconds within which an output that waits for something is rejected. */
const PATIENCE = 1000;

/** The message of a rejection inside a later output, which no caller receives. "" if there is none. */
export async function saidLater(run: () => Promise<unknown>): Promise<string> {
    await run();
    for (const end = Date.now() + PATIENCE; lost.size === 0 && Date.now() < end;) await sleep(1);
    // Node reports a rejection one turn later, and mocha the same one another turn later.
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    return lostRejections()
        .map((reason) => (reason as Error).message)
        .join("\n");
}
