/**
 * The file of `--policy-pack-config`, before the engine gets it: the engine ends with `invalid enforcement level ""` at a policy
 * that it does not know, without the name that was meant.
 */
import { z } from "zod";

import type { Rule, Setting } from "../rule";
import {
    type Configuration,
    ConfigurationError,
    PACK,
    PACK_SETTINGS,
    type PolicyConfiguration,
    readConfiguration,
} from "./configuration";

/** What the engine takes for a policy: a level, or settings, with a level among them. */
export type ConfigurationFile = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

const LEVELS = ["advisory", "mandatory", "disabled", "remediate"];

/** Keys by which the engine knows a level among settings. */
const LEVEL = "enforcementLevel";

/**
 * @param content of the file, as JSON has it
 * @throws {ConfigurationError} naming every wrong key and value, with what is allowed
 */
export function checkConfigurationFile(content: unknown, rules: readonly Rule[]): ConfigurationFile {
    const file = z
        .record(z.string(), z.union([z.string(), z.record(z.string(), z.unknown())]))
        .safeParse(content);
    if (!file.success) {
        const where = file.error.issues.map(({ path }) =>
            path.length === 0 ? "the file" : `"${path.join(".")}"`,
        );
        throw wrong(
            [...new Set(where)].map(
                (one) => `${one}: must be an object of policies, each a level or its settings`,
            ),
        );
    }
    const schemas = new Map<string, Readonly<Record<string, object>>>(
        rules.map((rule) => [rule.name, rule.settings ?? {}]),
    );
    schemas.set(PACK, PACK_SETTINGS);
    const problems: string[] = [];
    const configured: Record<string, PolicyConfiguration> = {};
    for (const [name, value] of Object.entries(file.data)) {
        const { [LEVEL]: level = "mandatory", ...properties } =
            typeof value === "string" ? { [LEVEL]: value } : value;
        if (typeof level !== "string" || !LEVELS.includes(level)) {
            problems.push(`"${name}": the level is ${shown(level)}; allowed are ${LEVELS.join(", ")}`);
        }
        configured[name] = { enforcementLevel: String(level), properties };
        for (const [key, given] of Object.entries(properties)) {
            const schema = schemas.get(name)?.[key];
            // The settings of the pack itself have a check of their own.
            if (schema === undefined || name === PACK) continue;
            const fault = faultOf(given, schema as Setting);
            if (fault !== undefined)
                problems.push(`"${name}.${key}" is ${shown(given)}; it must be ${fault}`);
        }
    }
    const names = [...schemas.keys()];
    const known = knownProblems(() =>
        readConfiguration(configured, names, (name) => Object.keys(schemas.get(name) ?? {})),
    );
    if (problems.length + known.length > 0) throw wrong([...known, ...problems]);
    return file.data;
}

function knownProblems(read: () => Configuration): string[] {
    try {
        read();
        return [];
    } catch (error) {
        if (!(error instanceof ConfigurationError)) throw error;
        return error.message
            .split("\n")
            .slice(1)
            .map((line) => line.trim());
    }
}

function wrong(problems: readonly string[]): ConfigurationError {
    return new ConfigurationError(
        ["The policy pack's configuration is wrong:", ...problems.map((problem) => `  ${problem}`)].join(
            "\n",
        ),
    );
}

/** What a value must be, if it is not that. */
function faultOf(value: unknown, schema: Setting): string | undefined {
    const {
        type,
        items,
        enum: choices,
        minimum,
        maximum,
    } = schema as {
        readonly type?: string;
        readonly items?: { readonly type?: string };
        readonly enum?: readonly unknown[];
        readonly minimum?: number;
        readonly maximum?: number;
    };
    if (choices !== undefined)
        return choices.includes(value) ? undefined : `one of ${choices.map(shown).join(", ")}`;
    const range = [
        ...(minimum === undefined ? [] : [`at least ${minimum}`]),
        ...(maximum === undefined ? [] : [`at most ${maximum}`]),
    ];
    switch (type) {
        case "integer":
        case "number": {
            const isNumber = type === "integer" ? Number.isInteger(value) : typeof value === "number";
            const isInRange =
                isNumber && Number(value) >= (minimum ?? -Infinity) && Number(value) <= (maximum ?? Infinity);
            return isInRange
                ? undefined
                : [type === "integer" ? "a whole number" : "a number", ...range].join(", ");
        }
        case "array": {
            const kind = items?.type === "integer" ? "number" : items?.type;
            const isList =
                Array.isArray(value) && value.every((one) => kind === undefined || typeof one === kind);
            return isList ? undefined : `a list of ${kind ?? "value"}s`;
        }
        case "object":
            return typeof value === "object" && value !== null && !Array.isArray(value)
                ? undefined
                : "an object";
        case "boolean":
        case "string":
            return typeof value === type ? undefined : `a ${type}`;
        default:
            return undefined;
    }
}

function shown(value: unknown): string {
    return JSON.stringify(value);
}
