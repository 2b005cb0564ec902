/**
 * Loaded before every unit test. No unit test reaches a Pulumi engine, AWS or anything else that is not on this
 * machine, and none may ask for a value without waiting for it.
 */
import * as net from "node:net";

import pc from "picocolors";

import { lostRejections } from "./rejections";
import { forgottenValues } from "./resolve";

// Variables of a surrounding `pulumi up` or an engineer's shell would make results depend on the environment.
for (const name of Object.keys(process.env)) {
    if (/^(PULUMI|AWS)_|^FORCE_COLOR$/.test(name)) Reflect.deleteProperty(process.env, name);
}
// Texts are compared without colours, which a terminal or CI would otherwise have: those of processes that tests start, and
// those of this one, where mocha has already loaded the same library.
process.env["NO_COLOR"] = "1";
Object.assign(pc, pc.createColors(false));

const LOOPBACK = new Set(["localhost", "127.0.0.1", "::1", "::ffff:127.0.0.1"]);
const connect = Reflect.get(net.Socket.prototype, "connect") as (...args: unknown[]) => net.Socket;

/** Where a connection goes; undefined if that is a socket file. */
function destination(args: readonly unknown[]): string | undefined {
    // Node hands over the arguments as they were given, or as a list that it has already put in order.
    const [first, second] = (Array.isArray(args[0]) ? args[0] : args) as unknown[];
    if (typeof first === "object" && first !== null) {
        const { host, path } = first as { host?: string; path?: string };
        return path === undefined ? (host ?? "localhost") : undefined;
    }
    if (typeof first === "string" && Number.isNaN(Number(first))) return undefined;
    return typeof second === "string" ? second : "localhost";
}

net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]): net.Socket {
    const host = destination(args);
    if (host !== undefined && !LOOPBACK.has(host)) {
        throw new Error(`a unit test may not use the network, but one tried to connect to ${host}`);
    }
    return connect.apply(this, args);
} as typeof net.Socket.prototype.connect;

/** Fails the test, or the suite, that something was lost in. */
function complain(): void {
    const [rejection] = lostRejections();
    if (rejection !== undefined) {
        throw new Error("a promise was rejected, and nobody waited for it", { cause: rejection });
    }
    const forgotten = forgottenValues();
    if (forgotten > 0) {
        throw new Error(
            `the test asked for ${forgotten} value(s) with resolve() and did not await them: ` +
                "what it says about them was never looked at",
        );
    }
}

export const mochaHooks = {
    afterEach: complain,
    async afterAll(): Promise<void> {
        await new Promise(setImmediate);
        complain();
    },
};
