// Leaves out work of Pulumi's SDK without effect: debug messages that the engine throws away, traces of promises, outputs
// that no program reads, and modules that serialize functions. It is most of the program's processor time and memory.
// PLUMBLINE_PLAIN_SDK=true, or PULUMI_DEBUG_PROMISE_LEAKS, leaves the SDK as it is.
import module from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

/** The version of the SDK that this changes. With another version the program is slower and does the same. */
export const SDK_VERSION = "3.270.0";

const require = module.createRequire(import.meta.url);

/** @typedef {(...args: unknown[]) => void} Resolver */
/** @typedef {{ debug(message: string): Promise<void> }} Log */
/** @typedef {{ RegisterResourceResponse: { prototype: { toString(): string } } }} Messages */
/** @typedef {{ debuggablePromise(...args: unknown[]): unknown }} Debuggable */
/** @typedef {(resource: object, label: string, properties: Readonly<Record<string, unknown>>) => Record<string, Resolver>} Transfer */
/** @typedef {{ Resource: { stackTrace(skip: number): Position[] } }} Resources */

/**
 * @param {string} [folder] the SDK's; by default that of the SDK that runs this process as a program
 * @returns {boolean} whether the SDK was changed
 */
export function quickenSdk(folder = runningSdk()) {
    if (folder === undefined || isPlain()) return false;
    if (require(path.join(folder, "package.json")).version !== SDK_VERSION) return false;
    /** @type {(name: string) => unknown} */
    const load = (name) => require(path.join(folder, name));
    // Before anything loads the SDK as a whole.
    deferClosures(folder);
    dropDebugMessages(/** @type {Log} */ (load("log")), /** @type {Messages} */ (load("proto/resource_pb")));
    dropPromiseTraces(/** @type {Debuggable} */ (load("runtime/debuggable")));
    makeOutputsWhenAsked(/** @type {{ transferProperties: Transfer }} */ (load("runtime/rpc")));
    rememberPositions(/** @type {Resources} */ (load("resource")));
    return true;
}

function isPlain() {
    const { PLUMBLINE_PLAIN_SDK: plain, PULUMI_DEBUG_PROMISE_LEAKS: leaks } = process.env;
    return plain === "true" || Boolean(leaks);
}

/** The folder of the SDK whose run script has started this process; undefined for every other process. */
function runningSdk() {
    const script = path.join("cmd", "run", "run.js");
    const found = Object.keys(require.cache).find((file) =>
        file.endsWith(path.join("@pulumi", "pulumi", script)),
    );
    return found?.slice(0, -script.length - 1);
}

/** Exports that serialize functions, by module. They load the TypeScript compiler and all of npm's resolver. */
const CLOSURES = {
    "runtime/closure/serializeClosure.js": ["serializeFunction", "serializeFunctionAsync"],
    "runtime/closure/codePaths.js": ["computeCodePaths"],
};

/**
 * Loads these modules when the first function is serialized.
 * @param {string} folder
 */
function deferClosures(folder) {
    for (const [name, functions] of Object.entries(CLOSURES)) {
        const file = path.join(folder, name);
        if (require.cache[file] !== undefined) continue;
        const stub = new module.Module(file);
        const load = () => {
            if (require.cache[file] === stub) Reflect.deleteProperty(require.cache, file);
            return require(file);
        };
        stub.loaded = true;
        stub.exports = Object.fromEntries(
            functions.map((own) => [own, (/** @type {unknown[]} */ ...args) => load()[own](...args)]),
        );
        require.cache[file] = stub;
    }
}

/**
 * The SDK sends three debug messages for each resource, one of which holds the engine's whole answer. Each is a call of
 * the engine, which throws it away.
 * @param {Log} log
 * @param {Messages} messages
 */
function dropDebugMessages(log, messages) {
    log.debug = () => Promise.resolve();
    // The text of such a message.
    messages.RegisterResourceResponse.prototype.toString = () => "a response";
}

/**
 * The SDK still reports a promise that never ends, without a trace to the line that made it.
 * @param {Debuggable} debuggable
 */
function dropPromiseTraces(debuggable) {
    const original = debuggable.debuggablePromise;
    /** @param {unknown[]} args */
    debuggable.debuggablePromise = (...args) => {
        const limit = Error.stackTraceLimit;
        Error.stackTraceLimit = 0;
        try {
            return original(...args);
        } finally {
            Error.stackTraceLimit = limit;
        }
    };
}

/**
 * A resource has an output for each property of its type, some thirty promises each. The program asks for one in twenty:
 * the others are never made.
 * @param {{ transferProperties: Transfer }} rpc
 */
function makeOutputsWhenAsked(rpc) {
    const original = rpc.transferProperties;
    rpc.transferProperties = (resource, label, properties) => {
        /** @type {Record<string, Resolver>} */
        const resolvers = {};
        for (const name of Object.keys(properties)) {
            if (name === "id" || name === "urn") continue;
            if (Object.hasOwn(resource, name)) {
                throw new Error(`Property '${name}' is already initialized on target '${label}`);
            }
            resolvers[name] = whenAsked(
                /** @type {Record<string, unknown>} */ (resource),
                name,
                () => /** @type {Resolver} */ (original(resource, label, { [name]: undefined })[name]),
            );
        }
        return resolvers;
    };
}

/**
 * @param {Record<string, unknown>} resource
 * @param {string} name of a property that is made when it is first read
 * @param {() => (...args: unknown[]) => void} make makes the property, and returns the function that sets its value
 * @returns {(...args: unknown[]) => void} takes the value, before or after that
 */
function whenAsked(resource, name, make) {
    /** @type {unknown[] | undefined} */
    let value;
    /** @type {((...args: unknown[]) => void) | undefined} */
    let resolve;
    const own = { configurable: true, enumerable: true };
    Object.defineProperty(resource, name, {
        ...own,
        get() {
            Reflect.deleteProperty(resource, name);
            resolve = make();
            if (value !== undefined) resolve(...value);
            return resource[name];
        },
        set(/** @type {unknown} */ other) {
            Object.defineProperty(resource, name, { ...own, writable: true, value: other });
        },
    });
    return (...args) => {
        value = args;
        resolve?.(...args);
    };
}

/** A frame as the SDK's original reads it from a trace. */
const FRAME = /^\s*at .* \((?<file>.*):(?<line>[0-9]+):(?<column>[0-9]+)\)$/m;

/** @typedef {{ uri: string, line: number, column: number } | undefined} Position */

/**
 * The SDK sends the engine the stack of each resource's constructor. The frames are the same few hundred places, whose
 * TypeScript is looked up once.
 * @param {Resources} resources
 */
function rememberPositions(resources) {
    /** @type {Map<string, Position>} */
    const known = new Map();
    resources.Resource.stackTrace = (skip) => {
        const { stackTraceLimit, prepareStackTrace } = Error;
        /** @type {NodeJS.CallSite[]} */
        let frames;
        try {
            Error.stackTraceLimit = Number.POSITIVE_INFINITY;
            Error.prepareStackTrace = (_error, sites) => sites;
            const holder = /** @type {{ stack: NodeJS.CallSite[] }} */ (/** @type {unknown} */ (new Error()));
            frames = holder.stack;
        } finally {
            Error.stackTraceLimit = stackTraceLimit;
            Error.prepareStackTrace = prepareStackTrace;
        }
        // The original is one function deeper.
        return frames.slice(skip).map((frame) => {
            const key = `${frame.getFileName()}:${frame.getLineNumber()}:${frame.getColumnNumber()}`;
            if (!known.has(key)) known.set(key, positionOf(frame, prepareStackTrace));
            return known.get(key);
        });
    };
}

/**
 * @param {NodeJS.CallSite} frame
 * @param {typeof Error.prepareStackTrace} prepare finds the TypeScript position; undefined without source maps
 * @returns {Position}
 */
function positionOf(frame, prepare) {
    const text = prepare === undefined ? `    at ${frame}` : String(prepare(new Error(), [frame]));
    const { file, line, column } = FRAME.exec(text)?.groups ?? {};
    if (file === undefined || line === undefined || column === undefined || file.startsWith("node:")) {
        return undefined;
    }
    return { uri: pathToFileURL(file).toString(), line: Number(line), column: Number(column) };
}
