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
