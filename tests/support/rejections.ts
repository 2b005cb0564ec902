/** Rejections of promises that nobody waits for. Mocha passes them on to the process, where nobody listens. */

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

/** What a program is refused with from within what is known only later: nobody hears of it. "" if it is not. */
export async function saidLater(run: () => Promise<unknown>): Promise<string> {
    await run();
    // Node tells of a rejection one turn later, and mocha of the same one another.
    for (let turn = 0; turn < 3; turn++) await new Promise(setImmediate);
    return lostRejections()
        .map((reason) => (reason as Error).message)
        .join("\n");
}
