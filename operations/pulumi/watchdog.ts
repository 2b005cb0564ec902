import { connect } from "node:net";

/** Milliseconds between two looks; the second, harder interrupt comes two looks after the first. */
const interval = 2000;

/**
 * Interrupts Pulumi when the emulator it works on has gone: the AWS provider would go on asking for it for up to
 * half an hour. The second interrupt ends what still waits.
 * @param url the emulator's
 * @param interrupt sends Pulumi an interrupt
 * @returns a function that ends the watch
 */
export function watchEmulator(url: string, interrupt: () => void): () => void {
    let missed = 0;
    const timer = setInterval(() => {
        void listens(url).then((there) => {
            missed = there ? 0 : missed + 1;
            if (missed === 2 || missed === 4) {
                interrupt();
            }
        });
    }, interval);
    return () => {
        clearInterval(timer);
    };
}

/** Whether something listens at a URL's port. Not whether it answers: a busy emulator is still there. */
export async function listens(url: string): Promise<boolean> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve) => {
        const socket = connect({ host: hostname, port: Number(port) });
        socket.once("connect", () => {
            socket.destroy();
            resolve(true);
        });
        socket.once("error", () => {
            resolve(false);
        });
    });
}
