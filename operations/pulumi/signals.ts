import { exitCodes, Failure } from "./failure";

/** Ends a running child. */
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
    return { received: () => count > 0, stop: onInterrupts(onSignal) };
}

/**
 * Notes interrupts instead of ending the process, so that a command can clean up. The signal is checked between steps,
 * and passed to everything that waits (`signal` of an engine).
 */
export function watchInterrupts(): { signal: AbortSignal; stop: () => void } {
    const controller = new AbortController();
    const stop = onInterrupts(() => {
        controller.abort();
    });
    return { signal: controller.signal, stop };
}

/** @returns a function that ends it */
function onInterrupts(listener: NodeJS.SignalsListener): () => void {
    const watched = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
    for (const signal of watched) {
        process.on(signal, listener);
    }
    return () => {
        for (const signal of watched) {
            process.off(signal, listener);
        }
    };
}

/** @throws Failure after an interrupt */
export function throwIfInterrupted(signal: AbortSignal | undefined): void {
    if (signal?.aborted) throw interruption();
}

/** The failure of an interrupted command. */
export function interruption(message = "Interrupted."): Failure {
    return new Failure(message, exitCodes.interrupted);
}
