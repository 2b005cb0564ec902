// Pulumi's SDK asks for a stack trace with every promise it makes, to find promises that never end. ts-node
// maps each line of each of them to the TypeScript it came from, which takes a quarter of the program's time.
let isQuick = false;

/** Leaves those traces empty, unless they are to be shown: with PULUMI_DEBUG_PROMISE_LEAKS. All others are as they were. */
export function skipUnseenTraces() {
    const prepare = Error.prepareStackTrace;
    if (isQuick || prepare === undefined || process.env["PULUMI_DEBUG_PROMISE_LEAKS"]) return;
    isQuick = true;
    Error.prepareStackTrace = (error, frames) =>
        frames[0]?.getFunctionName() === "debuggablePromise" ? "" : prepare(error, frames);
}
