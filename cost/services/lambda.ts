import { exactly, HOURS, times } from "../ranges";
import type { Reader } from "../properties";
import { read } from "../stack";
import { Undetermined } from "../types";
import type { Estimators } from "../estimator";

const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";

/** Default MiB of a function: of memory, and of storage, which is free. */
const DEFAULT_MIB = 128;
const FREE_STORAGE_MIB = 512;

const SECONDS = HOURS * 3600;

export const lambda: Estimators = {
    [FUNCTION]: (resource, { assumptions }) => {
        const { functionCalls, functionMs } = assumptions;
        const code = read(resource);
        const seconds = times(times(functionCalls, functionMs), 1e-3);
        const storage = (code.number("ephemeralStorage.size") ?? FREE_STORAGE_MIB) - FREE_STORAGE_MIB;
        const used = { assumptions: ["functionCalls", "functionMs"] };
        return [
            {
                what: "calls",
                price: "lambda/request",
                quantity: times(functionCalls, 1e-6),
                assumptions: ["functionCalls"],
            },
            {
                what: `computing at ${memory(code) * 1024} MiB`,
                price: `lambda/${architecture(code)}`,
                quantity: times(seconds, memory(code)),
                ...used,
            },
            ...(storage > 0
                ? [
                      {
                          what: "storage",
                          price: "lambda/storage",
                          quantity: times(seconds, storage / 1024),
                          ...used,
                      },
                  ]
                : []),
        ];
    },
    "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": (resource, { stack }) => {
        // The alias that it is for refers to the function.
        const aliases = stack.referredBy(resource, ALIAS);
        const functions = [resource, ...aliases].flatMap((it) => stack.referredBy(it, FUNCTION));
        const [code] = functions.map(read);
        if (code === undefined) throw new Undetermined("the function is not part of the stack");
        const count = read(resource).needNumber("provisionedConcurrentExecutions");
        return [
            {
                what: `${count} provisioned instances`,
                price: `lambda/provisioned.${architecture(code)}`,
                quantity: times(exactly(count * SECONDS), memory(code)),
            },
        ];
    },
};

/** GB. */
function memory(code: Reader): number {
    return (code.number("memorySize") ?? DEFAULT_MIB) / 1024;
}

function architecture(code: Reader): string {
    return code.list("architectures")[0] === "arm64" ? "arm64" : "x86_64";
}
