/** How a running child is told to end. */
type Kill = (signal: NodeJS.Signals) => void;

/**
 * Passes interrupts on to a child process instead of dying of them: the first asks it to end in order, the
 * second to end at once, further ones kill it.
 *
 * @param options.terminal whether the child shares the terminal, which then delivers Ctrl-C to it directly
 */
export function relaySignals(
    kill: Kill,
    options: { terminal: boolean },
): { received: () => boolean; stop: () => void } {
    let count = 0;
    const onSignal = (signal: NodeJS.Signals): void => {
        count++;
        if (options.terminal && signal === "SIGINT") {
            return;
        }
        kill(count > 2 ? "SIGKILL" : "SIGINT");
    };
    const watched = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    for (const signal of watched) {
        process.on(signal, onSignal);
    }
    return {
        received: () => count > 0,
        stop: () => {
            for (const signal of watched) {
                process.off(signal, onSignal);
            }
        },
    };
}
