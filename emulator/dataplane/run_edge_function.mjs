// Runs a CloudFront function once: reads code and event from standard input, writes the result to the
// descriptor that the first argument names.
import crypto from "node:crypto";
import { readFileSync, writeSync } from "node:fs";
import vm from "node:vm";

const { code, event } = JSON.parse(readFileSync(0, "utf8"));
/** @param {unknown[]} values */
const log = (...values) => process.stdout.write(`${values.join(" ")}\n`);
/**
 * The modules that functions may ask for.
 *
 * @param {string} name
 */
function require(name) {
    if (name === "crypto") return crypto;
    throw new Error(`there is no module "${name}"`);
}
const context = vm.createContext({ event, console: { log }, require, Buffer, TextDecoder, TextEncoder });

let result;
try {
    result = {
        value: await vm.runInContext(`${code}\n;handler(event);`, context, { filename: "function.js" }),
    };
} catch (error) {
    result = {
        error: {
            errorMessage: String(/** @type {{ message?: string } | undefined } */ (error)?.message ?? error),
        },
    };
}
writeSync(Number(process.argv[2]), JSON.stringify(result));
