// Runs a Lambda function once: reads the call from standard input, writes the result to the
// descriptor that the first argument names.
// The function's own output goes to standard output and error, which become its log.
import { existsSync, readFileSync, writeSync } from "node:fs";
import path from "node:path";
import { Writable } from "node:stream";
import { pathToFileURL } from "node:url";

/** @typedef {(event: unknown, context: object, callback: (error: unknown, value: unknown) => void) => unknown} Handler */

const { event, context, timeout } = JSON.parse(readFileSync(0, "utf8"));

/**
 * The exported function that a handler such as "src/index.handler" names.
 * @param {string} handler
 * @returns {Promise<Handler>}
 */
async function load(handler) {
    const dot = handler.lastIndexOf(".");
    const [module, name] = [handler.slice(0, dot), handler.slice(dot + 1)];
    const base = path.resolve(process.env.LAMBDA_TASK_ROOT ?? ".", module);
    const file = [".js", ".mjs", ".cjs"]
        .map((extension) => base + extension)
        .find((candidate) => existsSync(candidate));
    if (file === undefined) throw named("Runtime.ImportModuleError", `Cannot find module '${module}'`);
    const loaded = await import(pathToFileURL(file).href);
    const found = loaded[name] ?? loaded.default?.[name];
    if (typeof found !== "function") {
        throw named("Runtime.HandlerNotFound", `${handler} is undefined or not exported`);
    }
    return found;
}

/**
 * @param {string} name
 * @param {string} message
 */
function named(name, message) {
    return Object.assign(new Error(message), { name });
}

/**
 * Calls a handler that returns a promise or a value, or takes a callback.
 * @param {Handler} handler
 * @param {number} deadline milliseconds since 1970
 */
function call(handler, deadline) {
    return new Promise((resolve, reject) => {
        /** @type {Parameters<Handler>[2]} */
        const callback = (error, value) => (error ? reject(error) : resolve(value));
        const full = { ...context, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
        const returned = /** @type {PromiseLike<unknown> | undefined} */ (handler(event, full, callback));
        if (typeof returned?.then === "function") returned.then(resolve, reject);
        else if (handler.length < 3) resolve(returned);
    });
}

/** What a handler writes, which is sent once it is whole. */
class Stream extends Writable {
    /** @type {Buffer[]} */
    parts = [];
    /** @type {object | undefined} */
    metadata;
    /** @type {string | undefined} */
    contentType;

    /** @param {string} type */
    setContentType(type) {
        this.contentType = type;
    }

    /**
     * @override
     * @param {Buffer} part
     * @param {string} _encoding
     * @param {() => void} done
     */
    _write(part, _encoding, done) {
        this.parts.push(part);
        done();
    }
}

/** Handlers that stream, as `awslambda.streamifyResponse` marks them. */
const streaming = new WeakSet();

/** What Lambda's runtime for Node has as a global. */
Object.assign(globalThis, {
    awslambda: {
        /** @param {Handler} handler */
        streamifyResponse(handler) {
            streaming.add(handler);
            return handler;
        },
        HttpResponseStream: {
            /**
             * @param {Stream} stream
             * @param {object} metadata
             */
            from(stream, metadata) {
                stream.metadata = metadata;
                return stream;
            },
        },
    },
});

/**
 * Calls a handler that streams, and waits until its stream has ended.
 * @param {any} handler
 * @param {number} deadline milliseconds since 1970
 */
async function collect(handler, deadline) {
    const stream = new Stream();
    const ended = new Promise((resolve, reject) => stream.once("finish", resolve).once("error", reject));
    const full = { ...context, getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()) };
    await handler(event, stream, full);
    await ended;
    const body = Buffer.concat(stream.parts);
    const { metadata, contentType } = stream;
    return {
        value: body.toString(),
        stream: { metadata, contentType, body: body.toString("base64") },
    };
}

/** @param {object} result */
function finish(result) {
    const bytes = Buffer.from(JSON.stringify(result));
    for (let sent = 0; sent < bytes.length;) sent += writeSync(Number(process.argv[2]), bytes, sent);
    process.exit(0);
}

try {
    const handler = await load(process.env._HANDLER ?? "");
    setTimeout(() => finish({ timedOut: true }), timeout * 1000);
    const deadline = Date.now() + timeout * 1000;
    if (streaming.has(handler)) finish(await collect(handler, deadline));
    const value = await call(handler, deadline);
    finish({ value: value ?? null });
} catch (error) {
    console.error(error);
    const thrown = error instanceof Error ? error : new Error(String(error));
    const trace = String(thrown.stack).split("\n");
    finish({ error: { errorType: thrown.name, errorMessage: thrown.message, trace } });
}
