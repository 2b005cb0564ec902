/** Defaults for all functions of a stack. */
import { isDeepStrictEqual } from "node:util";

import { functionDefaults } from "../sections/compute/functions";

type Map = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Map =>
    typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The raw configuration with `functionDefaults` written into each of `functions`. A function's own value wins;
 * environments, permissions and uses add up. Invalid defaults are left out, so that messages name them once and not per function.
 */
export function withFunctionDefaults(raw: Map): Map {
    const given = raw["functionDefaults"];
    const { functions } = raw;
    if (!isMap(given) || !isMap(functions) || !functionDefaults().safeParse(given).success) return raw;
    return {
        ...raw,
        functions: Object.fromEntries(
            Object.entries(functions).map(([name, value]) => [
                name,
                merged(given, typeof value === "string" ? { code: value } : value),
            ]),
        ),
    };
}

function merged(defaults: Map, own: unknown): unknown {
    if (!isMap(own)) return own;
    const { code, bundle, handler, runtime, layers, ...all } = defaults;
    // An image has its own code, handler, runtime and layers, and only code for Node is bundled.
    const isImage = "image" in own || "build" in own;
    const isForNode = /^nodejs/.test(String(own["runtime"] ?? runtime ?? "nodejs"));
    const ofCode = { code, handler, runtime, layers, ...(isForNode ? { bundle } : {}) };
    const given = Object.entries(isImage ? {} : ofCode).filter(([, value]) => value !== undefined);
    const { environment } = own;
    return {
        ...all,
        ...Object.fromEntries(given),
        ...own,
        ...(isMap(all["environment"]) && (environment === undefined || isMap(environment))
            ? { environment: { ...all["environment"], ...environment } }
            : {}),
        // Its own come first, so that messages about them name their places in the stack file.
        ...joined("permissions", own, all),
        ...joined("uses", all, own),
    };
}

/** Two lists of the same key, one after the other, without what both have. */
function joined(key: string, first: Map, second: Map): Map {
    const [one = [], other = []] = [first[key], second[key]];
    if (!Array.isArray(one) || !Array.isArray(other)) return {};
    const entries = one as unknown[];
    const further = (other as unknown[]).filter(
        (entry) => !entries.some((own) => isDeepStrictEqual(own, entry)),
    );
    return { [key]: [...entries, ...further] };
}
